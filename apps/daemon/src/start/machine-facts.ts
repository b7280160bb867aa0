import { realpathSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import type { MachineFacts } from '@ao/session-manager';

/**
 * What this machine is like, for the environment of agents.
 *
 * @param commandLine - path of the `ao` program that belongs to this daemon, when it is known: agents that type `ao` reach that one.
 */
export function machineFacts(home: string, commandLine: string | undefined): MachineFacts {
  return {
    home,
    binaryDirectory: commandLine === undefined ? null : dirname(resolved(commandLine)),
    pathSeparator: delimiter,
    utf8Locale: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  };
}

function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
