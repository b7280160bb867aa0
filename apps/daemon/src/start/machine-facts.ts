import { delimiter } from 'node:path';
import type { MachineFacts } from '@ao/session-manager';

/**
 * What this machine is like, for the environment of agents.
 *
 * @param binaryDirectory - folder with the `ao` agents are to find first; null when there is none.
 */
export function machineFacts(home: string, binaryDirectory: string | null): MachineFacts {
  return {
    home,
    binaryDirectory,
    pathSeparator: delimiter,
    utf8Locale: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  };
}
