import { z } from 'zod';
import { type AppServerOptions, askAppServer } from '../app-server/ask-app-server.ts';
import { CODEX_HOOK_EVENTS, type CodexHookEvent, type HookFingerprint, hookCommandFor, hookFlags } from './codex-hooks.ts';

const listSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      hooks: z.array(
        z.looseObject({ key: z.string(), eventName: z.string(), currentHash: z.string(), command: z.string().optional().catch(undefined) }),
      ),
    }),
  ),
});

/** Tells what Codex calls our hooks, by event. Null when it did not tell. */
export type HookFingerprints = (
  options: Pick<AppServerOptions, 'program' | 'env'> & { readonly version: string },
  signal?: AbortSignal,
) => Promise<ReadonlyMap<CodexHookEvent, HookFingerprint> | null>;

/**
 * Makes a source of fingerprints. They depend on the definitions of the hooks alone, so a program is asked once per version, by all
 * who want to know at the same time together; only answers are remembered.
 */
export function createHookFingerprints(): HookFingerprints {
  const known = new Map<string, ReadonlyMap<CodexHookEvent, HookFingerprint>>();
  const asked = new Map<string, ReturnType<HookFingerprints>>();
  return async ({ program, env, version }, signal) => {
    const name = `${program}\n${version}`;
    const answer = known.get(name);
    if (answer !== undefined) return answer;
    // Nobody's signal ends a question that others wait for too: it has its own time limit.
    const question = asked.get(name) ?? ask({ program, env }).finally(() => asked.delete(name));
    asked.set(name, question);
    const fingerprints = await untilAborted(question, signal);
    if (fingerprints !== null) known.set(name, fingerprints);
    return fingerprints;
  };
}

async function ask(options: Pick<AppServerOptions, 'program' | 'env'>): ReturnType<HookFingerprints> {
  const answer = await askAppServer({ ...options, flags: hookFlags(CODEX_HOOK_EVENTS) }, { method: 'hooks/list', params: { cwds: ['/'] } });
  const hooks = listSchema.safeParse(answer).data?.data[0]?.hooks ?? [];
  const fingerprints = new Map<CodexHookEvent, HookFingerprint>();
  for (const event of CODEX_HOOK_EVENTS) {
    // The person's own hooks are in the list too, and theirs is not ours to trust.
    const ours = hooks.filter((hook) => hook.command === hookCommandFor(event) && sameEvent(hook.eventName, event));
    const hook = ours.find(({ key }) => key.startsWith('/<session-flags>/'));
    if (hook === undefined) return null;
    fingerprints.set(event, { key: hook.key, hash: hook.currentHash });
  }
  return fingerprints;
}

/** The app server writes `preToolUse` for `PreToolUse`. */
function sameEvent(eventName: string, event: CodexHookEvent): boolean {
  return eventName.toLowerCase() === event.toLowerCase();
}

async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
