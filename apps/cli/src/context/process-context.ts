import { print } from '../process/print.ts';
import { createPaint } from '../render/colour.ts';
import type { CliContext } from './cli-context.ts';
import { connectOnce, withDaemon } from './with-daemon.ts';
import { workingDirectory } from './working-directory.ts';

/** The context of this process. */
export function createProcessContext(): CliContext {
  const { env, stdout, stderr } = process;
  function note(text: string): void {
    print(text, stderr);
  }
  const connect = connectOnce(env);
  return {
    env,
    cwd: workingDirectory(env),
    width: stdout.isTTY ? stdout.columns : null,
    paint: createPaint({ isTerminal: stdout.isTTY, env }),
    now: () => Date.now(),
    note,
    withDaemon: (call) => withDaemon({ env, note, start, connect }, call),
  };
}

/** Loaded only when it is needed: most calls find a daemon. */
async function start(env: CliContext['env']): Promise<string | null> {
  const { startDaemon } = await import('../daemon-control/start-daemon.ts');
  const { describeStart } = await import('../daemon-control/describe-start.ts');
  const daemon = await startDaemon({ env });
  // When another call was quicker, it told so.
  return daemon.started ? describeStart(daemon) : null;
}
