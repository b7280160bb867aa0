import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What every payload says. */
export interface HookIdentity {
  readonly session_id: string;
  readonly transcript_path: string;
  readonly cwd: string;
  readonly permission_mode: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Runs the hooks of one event, one after the other and after those of earlier events; resolves when they are done. Never rejects. */
export type RunHooks = (event: string, fields?: Fields) => Promise<void>;

/**
 * Runs hooks whose output may decide something, side by side and after those of earlier events. Resolves with the first output there
 * is, or null when they all ended without one, or were ended by the signal. Hooks of later events do not wait for them.
 */
export type AskHooks = (event: string, fields: Fields, signal: AbortSignal) => Promise<string | null>;

/** The hooks of one program. */
export interface HookRunner {
  readonly runHooks: RunHooks;
  readonly askHooks: AskHooks;
}

type Command = { readonly command: string; readonly timeoutMs: number };

const DEFAULT_TIMEOUT_SECONDS = 60;
const TIMER_MAX_MS = 2 ** 31 - 1;
/** By then a hook that asks has said what it is about, so that later events do not overtake it. */
const HEAD_START_MS = 60;

/** Reads a settings file of the shape `{hooks: {Event: [{hooks: [{type: "command", command, timeout}]}]}}`. */
export function createHookRunner(settingsPath: string | null, identity: () => HookIdentity): HookRunner {
  const commands = settingsPath === null ? new Map<string, readonly Command[]>() : commandsIn(readFileSync(settingsPath, 'utf8'));
  const payloadOf = (event: string, fields: Fields) => JSON.stringify({ ...identity(), hook_event_name: event, ...fields });
  let earlier: Promise<void> = Promise.resolve();
  return {
    runHooks(event, fields = {}) {
      earlier = runAfter(earlier, commands.get(event) ?? [], payloadOf(event, fields));
      return earlier;
    },
    askHooks(event, fields, signal) {
      const payload = payloadOf(event, fields);
      const asked = earlier.then(() => firstOutput((commands.get(event) ?? []).map((command) => runOne(command, payload, signal))));
      const headStart = earlier.then(() => new Promise<void>((resolve) => setTimeout(resolve, HEAD_START_MS)));
      earlier = Promise.race([asked.then(() => undefined), headStart]);
      return asked;
    },
  };
}

async function runAfter(earlier: Promise<void>, commands: readonly Command[], payload: string): Promise<void> {
  await earlier;
  for (const command of commands) await runOne(command, payload);
}

function firstOutput(runs: readonly Promise<string>[]): Promise<string | null> {
  return new Promise((resolve) => {
    for (const run of runs) void run.then((output) => (output.trim() === '' ? undefined : resolve(output)));
    void Promise.all(runs).then(() => resolve(null));
  });
}

function commandsIn(text: string): ReadonlyMap<string, readonly Command[]> {
  const settings = JSON.parse(text) as {
    readonly hooks?: Readonly<Record<string, readonly { readonly hooks?: readonly { command: string; timeout?: number }[] }[]>>;
  };
  return new Map(
    Object.entries(settings.hooks ?? {}).map(([event, groups]) => [
      event,
      groups.flatMap((group) =>
        (group.hooks ?? []).map((hook) => ({ command: hook.command, timeoutMs: (hook.timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1000 })),
      ),
    ]),
  );
}

function runOne(hook: Command, payload: string, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve('');
    const child = spawn('/bin/sh', ['-c', hook.command], { stdio: ['pipe', 'pipe', 'ignore'] });
    const end = () => child.kill('SIGKILL');
    const timer = setTimeout(end, Math.min(hook.timeoutMs, TIMER_MAX_MS));
    signal?.addEventListener('abort', end, { once: true });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve(output);
    };
    child.on('error', done);
    child.on('close', done);
    // A hook that does not read must not end the agent.
    child.stdin.on('error', () => undefined);
    child.stdin.end(payload);
  });
}
