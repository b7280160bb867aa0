import { existsSync } from 'node:fs';
import { findProgram, runCommand } from '@ao/adapter-kit';
import { AoError, type DurationMs } from '@ao/domain';
import type { NoticeDispatch, NoticeOutcome, NoticeOutletV1 } from '@ao/ports';
import { refusal, uncertainty } from '../refusal.ts';
import { type DesktopProgram, desktopProgram } from './desktop-program.ts';

const TIMEOUT_MS = 10_000;
const ATTEMPTS_MAX = 3;

/** The desktop of whoever runs the daemon. */
export interface DesktopOutletOptions {
  readonly name: string;
  /** The environment of the person, complete; asked each time. */
  readonly environment: () => Promise<Readonly<Record<string, string>>>;
  /** Default: this one. */
  readonly platform?: NodeJS.Platform | undefined;
  /** Default: 10 seconds. */
  readonly timeoutMs?: DurationMs | undefined;
}

/** Shows each dispatch on the desktop: with notify-send, on macOS with osascript. The program is looked for when it is needed. */
export function createDesktopOutlet(options: DesktopOutletOptions): NoticeOutletV1 {
  const program = desktopProgram(options.platform ?? process.platform);
  return {
    specificationVersion: 'notice-outlet-v1',
    name: options.name,
    kind: 'desktop',
    attemptsMax: ATTEMPTS_MAX,
    async deliver(dispatch, signal) {
      if (signal.aborted) return refusal('It was not begun.');
      if (program === null) return refusal('There is no way to the desktop of this platform.', { isFinal: true });
      try {
        return await show(program, dispatch, withSessionBus(await options.environment()), {
          signal,
          timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        });
      } catch (error) {
        const isMissing = AoError.isInstance(error) && error.code === 'AGENT_NOT_INSTALLED';
        return refusal(error instanceof Error ? error.message : String(error), { isFinal: isMissing });
      }
    },
  };
}

async function show(
  program: DesktopProgram,
  dispatch: NoticeDispatch,
  env: Readonly<Record<string, string>>,
  limits: { readonly signal: AbortSignal; readonly timeoutMs: DurationMs },
): Promise<NoticeOutcome> {
  const path = await findProgram(program.program, { env, installHint: program.installHint });
  const result = await runCommand({ argv: [path, ...program.arguments(dispatch)], env, maxOutputBytes: 4_096, ...limits });
  if (result.outcome === 'exited' && result.exitCode === 0) return { state: 'delivered' };
  const said = result.stderr.trim() || result.startFailure?.message || `exit code ${result.exitCode ?? 'unknown'}`;
  const isCut = result.outcome === 'timed_out' || result.outcome === 'aborted' || result.outcome === 'signalled';
  return isCut ? uncertainty(`${program.program} was ended before it was done.`) : refusal(`${program.program} failed: ${said}`);
}

/** A daemon that was started at boot does not know the bus of the person's session, which has its place. */
function withSessionBus(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const path = `/run/user/${process.getuid?.() ?? ''}/bus`;
  if (env['DBUS_SESSION_BUS_ADDRESS'] !== undefined || !existsSync(path)) return env;
  return { ...env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` };
}
