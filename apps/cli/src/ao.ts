import { runFastPath } from './fast-path/fast-path.ts';
import { writeSync } from 'node:fs';
import { endWhenOutputFails } from './process/closed-output.ts';

endWhenOutputFails(
  [
    { name: 'output', stream: process.stdout },
    { name: 'error output', stream: process.stderr },
  ],
  (code) => process.exit(code),
  (line) => {
    try {
      writeSync(2, `${line}\n`);
    } catch {
      // The error output is what fails: the exit code has to say it.
    }
  },
);
const argv = process.argv.slice(2);
// The commands people and scripts call all day start without the command framework; everything else, and every unusual flag, is its business.
if (!(await runFastPath(argv))) {
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(import.meta.url, argv);
}
