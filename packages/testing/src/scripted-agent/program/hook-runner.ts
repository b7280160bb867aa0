import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What every payload says. */
export interface HookIdentity {
  readonly session_id: string;
  readonly transcript_path: string;
  readonly cwd: string;
  readonly permission_mode: string;
}

/** Runs the hooks of one event, one after the other and after those of earlier events; resolves when they are done. Never rejects. */
export type RunHooks = (event: string, fields?: Readonly<Record<string, unknown>>) => Promise<void>;

type Command = { readonly command: string; readonly timeoutMs: number };

const DEFAULT_TIMEOUT_SECONDS = 60;

/** Reads a settings file of the shape `{hooks: {Event: [{hooks: [{type: "command", command, timeout}]}]}}`. */
export function createHookRunner(settingsPath: string | null, identity: () => HookIdentity): RunHooks {
  const commands = settingsPath === null ? new Map<string, readonly Command[]>() : commandsIn(readFileSync(settingsPath, 'utf8'));
  let earlier: Promise<void> = Promise.resolve();
  return (event, fields = {}) => {
    const payload = JSON.stringify({ ...identity(), hook_event_name: event, ...fields });
    earlier = runAfter(earlier, commands.get(event) ?? [], payload);
    return earlier;
  };
}

async function runAfter(earlier: Promise<void>, commands: readonly Command[], payload: string): Promise<void> {
  await earlier;
  for (const command of commands) await runOne(command, payload);
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

function runOne(hook: Command, payload: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', hook.command], { stdio: ['pipe', 'ignore', 'ignore'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), hook.timeoutMs);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    child.on('error', done);
    child.on('close', done);
    // A hook that does not read must not end the agent.
    child.stdin.on('error', () => undefined);
    child.stdin.end(payload);
  });
}
