import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProcessIdentity, TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import type { LaunchId, ProcessIdentity, SessionId } from '@ao/domain';
import { LAUNCH_FILE } from '../launch/launch-files.ts';
import { writeProcesses, writeSize, writeSpec } from '../launch/launch-records.ts';
import { launchFolders, locate, type LaunchLocation } from '../launch-location.ts';

/** The folder of a terminal as it is written down, with a process that stands for its program. */
export interface WrittenLaunch {
  readonly home: string;
  readonly location: LaunchLocation;
  readonly program: ProcessIdentity;
  /** Writes a file into the folder. */
  write(name: keyof typeof LAUNCH_FILE, text: string): Promise<void>;
  /** Ends the program, as if the keeper had seen it end with a status. */
  end(status: string): Promise<void>;
  /** Ends the program without anybody seeing it. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** Writes down a terminal that runs. */
export async function writeLaunch(socketPath?: string): Promise<WrittenLaunch> {
  const home = await mkdtemp(join(tmpdir(), 'ao-zw-'));
  const places = { directory: home, socketDirectory: join(home, 'run') };
  const found = locate(places, launchFolders.handleOf('shop-1' as SessionId, 'l-1' as LaunchId));
  if (found === null) throw new Error('it is a handle of this runtime');
  const location = socketPath === undefined ? found : { ...found, socketPath };
  await mkdir(location.directory, { recursive: true });
  const sleeper = spawn('/bin/sleep', ['600'], { stdio: 'ignore', env: { [TERMINAL_ID_VARIABLE]: location.terminalId } });
  const [program, creator] = await Promise.all([readProcessIdentity(sleeper.pid ?? 0), readProcessIdentity(process.pid)]);
  if (program === null || creator === null) throw new Error('they run');
  // Long gone: nobody writes down anything any more.
  const attendant = { ...program, startTime: '1' };
  const spec = { version: 1, zellijPath: '/bin/zellij', zellijVersion: '0.45.1', socketPath: location.socketPath, pane: 0, createdAt: 0 } as const;
  await writeSpec(location.directory, { ...spec, creator });
  await writeSize(location.directory, { columns: 20, rows: 4 });
  await writeProcesses(location.directory, {
    version: 1,
    server: attendant,
    keeper: attendant,
    program,
    terminalPath: null,
    startedAt: 0,
  });
  const write = (name: keyof typeof LAUNCH_FILE, text: string) => writeFile(join(location.directory, LAUNCH_FILE[name]), text);
  const kill = async () => {
    if (sleeper.exitCode !== null || sleeper.signalCode !== null) return;
    sleeper.kill('SIGKILL');
    await once(sleeper, 'exit');
  };
  await write('go', '');
  return {
    home,
    location,
    program,
    write,
    kill,
    async end(status) {
      await write('exit', status);
      await kill();
    },
    async remove() {
      await kill();
      await rm(home, { recursive: true, force: true });
    },
  };
}
