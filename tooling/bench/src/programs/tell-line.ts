import { writeSync } from 'node:fs';

/** Says one thing to whoever started this program. */
export function tellLine(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
