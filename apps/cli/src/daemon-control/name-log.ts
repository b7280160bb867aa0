import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { homeLayout, loadConfig } from '@ao/config';
import { workingDirectory } from '../context/working-directory.ts';
import { ownService } from './own-service.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the words of a daemon that was started now and here stand, as a sentence. Names nothing that is not there. Never throws. */
export function nameOwnLog(env: Environment, startedAt: number): string {
  const path = logPath(env);
  const writtenAt = path === null ? undefined : statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  // One that was written before is about another daemon.
  if (writtenAt !== undefined && writtenAt >= startedAt) return `See ${path}.`;
  return 'It wrote no log; to see what it says: ao start --foreground';
}

/** Where the words of a daemon stand that somebody else has started: as a service, in the background or in a terminal. Never rejects. */
export async function nameLogOfOther(env: Environment): Promise<string> {
  const service = await ownService(env).catch(() => null);
  if (service !== null && existsSync(service.manager.unitPath)) {
    const { manager, definition } = service;
    return manager.kind === 'systemd' ? `See: journalctl --user -u ${definition.name}` : `See ${definition.logPath}.`;
  }
  const path = logPath(env);
  const inTerminal = 'in the terminal it was started in (ao start --foreground)';
  return path !== null && existsSync(path) ? `See ${path}, or look ${inTerminal}.` : `It keeps no log: look ${inTerminal}.`;
}

function logPath(env: Environment): string | null {
  try {
    const { home } = loadConfig(env, { homeDirectory: homedir(), workingDirectory: workingDirectory(env) });
    return join(homeLayout(home).logsDirectory, 'daemon.log');
  } catch {
    // Settings that are wrong are the daemon's to tell.
    return null;
  }
}
