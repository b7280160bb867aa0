import { join } from 'node:path';
import type { Config, HomeLayout } from '@ao/config';
import { type OpenLog, openFileLog } from './file-logger.ts';
import { createForegroundLogger } from './foreground-logger.ts';

/** Opens the log: into a file for a daemon in the background, to the person who watches otherwise. */
export function openLog(options: {
  readonly config: Pick<Config, 'logLevel'>;
  readonly home: Pick<HomeLayout, 'logsDirectory'>;
  readonly foreground: boolean;
}): OpenLog {
  const { logLevel } = options.config;
  if (!options.foreground) return openFileLog({ path: join(options.home.logsDirectory, 'daemon.log'), level: logLevel });
  return { logger: createForegroundLogger(logLevel, (line) => void process.stderr.write(line)), close: () => {} };
}
