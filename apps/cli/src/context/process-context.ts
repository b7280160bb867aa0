import { AoApiError, type AoClient } from '@ao/client';
import { connectFromRunFile } from '@ao/client/node';
import { createPaint } from '../render/colour.ts';
import type { CliContext } from './cli-context.ts';

/** The context of this process. */
export function createProcessContext(): CliContext {
  const { env, stdout, stderr } = process;
  function note(text: string): void {
    stderr.write(`${text}\n`);
  }
  return {
    env,
    cwd: env['PWD'] ?? process.cwd(),
    width: stdout.isTTY ? stdout.columns : null,
    paint: createPaint({ isTerminal: stdout.isTTY, env }),
    now: () => Date.now(),
    note,
    withDaemon: (call) => withDaemon(env, note, call),
  };
}

async function withDaemon<Result>(
  env: CliContext['env'],
  note: (text: string) => void,
  call: (ao: AoClient) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(connectFromRunFile({ environment: env }));
  } catch (error) {
    if (!mayStartDaemonAfter(error, env)) throw error;
  }
  const { startDaemon } = await import('../daemon-control/start-daemon.ts');
  const { describeStart } = await import('../daemon-control/describe-start.ts');
  note(describeStart(await startDaemon({ env })));
  return call(connectFromRunFile({ environment: env }));
}

/**
 * An agent's own calls never start a daemon: it would inherit the agent's environment. And a call that was sent, but whose answer
 * was lost, is not repeated: nobody knows whether it was carried out.
 */
function mayStartDaemonAfter(error: unknown, env: CliContext['env']): boolean {
  if (!(error instanceof AoApiError) || error.code !== 'DAEMON_NOT_RUNNING') return false;
  if (isSet(env['AO_NO_AUTOSTART']) || env['AO_SESSION_ID'] !== undefined) return false;
  const { cause } = error;
  return !(cause instanceof Error && 'wasNeverSent' in cause) || cause.wasNeverSent === true;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
