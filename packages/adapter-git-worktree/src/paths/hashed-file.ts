import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** The file of a session, or of anything else with a free name, in a folder of ours. Hashed, so that no name leads out of the folder. */
export function hashedFile(folder: string, name: string): string {
  return join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.json`);
}
