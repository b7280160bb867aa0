import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type AgentProgram, commandEnvironment, runCommand } from '@ao/adapter-kit';
import type { AgentSignalCheckRequest, ToolCheck } from '@ao/ports';
import type { PortSource } from '../launch/free-port.ts';
import { opencodeEnvironment } from '../launch/opencode-environment.ts';
import { type OpencodeAddress, SERVER_HOST } from '../server/opencode-address.ts';
import { whoListens } from '../server/reach-server.ts';

/** The server is there after one to three seconds; the first start in a fresh home takes longer. */
const TIME_LIMIT_MS = 20_000;
const ASK_AGAIN_MS = 100;
const PASSWORD_BYTES = 24;

/** What the check needs beside the request. */
export interface InterfaceCheckSetting {
  readonly program: AgentProgram;
  readonly freePort: PortSource;
}

/** Lets opencode open its server without a terminal, asks it whether it is well, and ends it. No conversation is begun. */
export async function checkOpencodeInterface(
  setting: InterfaceCheckSetting,
  request: AgentSignalCheckRequest,
  signal?: AbortSignal,
): Promise<ToolCheck> {
  const { directory, env } = request;
  const path = await setting.program.find(env);
  const folder = join(directory, 'folder');
  await mkdir(folder, { mode: 0o700 });
  const address = { port: await setting.freePort(), password: randomBytes(PASSWORD_BYTES).toString('hex') };
  const end = new AbortController();
  const stop = signal === undefined ? end.signal : AbortSignal.any([signal, end.signal]);
  const served = runCommand({
    argv: [path, 'serve', '--hostname', SERVER_HOST, '--port', String(address.port)],
    cwd: folder,
    env: commandEnvironment(env, opencodeEnvironment(env, address, null)),
    timeoutMs: TIME_LIMIT_MS,
    signal: stop,
  });
  const isThere = await answersBefore(served, address, stop);
  end.abort();
  await served;
  signal?.throwIfAborted();
  if (isThere) return { level: 'ok', summary: 'Its interface answers.', path, version: null, remedy: null, code: null };
  const summary = 'Its interface did not answer; what its sessions do is only seen on their screens.';
  return { level: 'warning', summary, path, version: null, remedy: `${path} serve`, code: null };
}

/** Asks until the server answers as ours, or its process has ended. */
async function answersBefore(ended: Promise<unknown>, address: OpencodeAddress, stop: AbortSignal): Promise<boolean> {
  let isOver = false;
  void ended.finally(() => (isOver = true));
  while (!isOver && !stop.aborted) {
    if ((await whoListens(address, stop)) === 'ours') return true;
    await pause(ASK_AGAIN_MS);
  }
  return false;
}
