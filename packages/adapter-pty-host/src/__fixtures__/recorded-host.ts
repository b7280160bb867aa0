import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuntimeHandle } from '@ao/domain';

/**
 * Starts a terminal as the daemon of protocol 1 did, with the host it came with: `hosts/host-protocol-1.cjs` is that host, as it was
 * bundled then. Everything here is written out once more, and is not to be changed with the code: it stands for sessions that run.
 */
export async function startRecordedHost(home: string, script: string): Promise<RuntimeHandle> {
  const directory = join(home, 'terminals', 'old-1', 'launch-1');
  const terminalId = createHash('sha256').update(directory).digest('hex').slice(0, 24);
  const socketPath = join(home, 'run', `${terminalId.slice(0, 16)}.sock`);
  for (const folder of [dirname(socketPath), directory]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const spec = {
    version: 1,
    sessionId: 'old-1',
    launchId: 'launch-1',
    terminalId,
    argv: ['/bin/sh', '-c', script],
    cwd: home,
    columns: 80,
    rows: 24,
    socketPath,
    segmentBytes: 4 * 1024 * 1024,
    segmentCount: 4,
    createdAt: Date.now(),
  };
  writeFileSync(join(directory, 'spec.json'), JSON.stringify(spec), { mode: 0o600 });
  const entry = fileURLToPath(new URL('./hosts/host-protocol-1.cjs', import.meta.url));
  const host = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, 'old-1'], {
    cwd: homedir(),
    env: { HOME: homedir(), PATH: '/usr/bin:/bin', AO_TERMINAL_ID: terminalId },
    detached: true,
    stdio: ['pipe', 'pipe', openSync(join(directory, 'host.log'), 'a', 0o600)],
  });
  host.unref();
  if (host.stdin === null || host.stdout === null) throw new TypeError('it was started with pipes');
  const environment = { TERM: 'xterm-256color', PATH: '/usr/bin:/bin', AO_TERMINAL_ID: terminalId };
  host.stdin.end(JSON.stringify({ directory, spec, environment }));
  const [line] = (await once(host.stdout, 'data')) as [Buffer];
  const answer: unknown = JSON.parse(line.toString());
  if (!(Object(answer) as { readonly ok?: unknown }).ok) throw new Error(`the recorded host did not start: ${line.toString()}`);
  return 'pty-host:old-1/launch-1' as RuntimeHandle;
}
