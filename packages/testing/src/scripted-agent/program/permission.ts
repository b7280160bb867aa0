import type { DialogRequest } from './dialog-box.ts';
import type { StepContext } from './step-context.ts';

/** Who decided, and how. */
export type Decision =
  | { readonly by: 'person' /** Index of the choice; null for Esc. */; readonly choice: number | null }
  | { readonly by: 'hook'; readonly behavior: 'allow' | 'deny'; readonly message: string; readonly updatedInput: unknown };

/**
 * Asks in a dialog and by hooks at once; the first answer counts, and the dialog goes away with it. As real agents do, Esc ends the
 * hooks, and a choice in the terminal leaves them waiting.
 */
export async function askAnywhere(
  context: Pick<StepContext, 'dialogs' | 'askHooks' | 'signal'>,
  dialog: DialogRequest,
  fields: Readonly<Record<string, unknown>>,
): Promise<Decision> {
  const closing = new AbortController();
  const ending = new AbortController();
  const person = context.dialogs
    .ask(dialog, AbortSignal.any([context.signal, closing.signal]))
    .then((choice): Decision => ({ by: 'person', choice }));
  // The terminal may go away while the hooks wait.
  person.catch(() => undefined);
  const hooks = context.askHooks('PermissionRequest', fields, AbortSignal.any([context.signal, ending.signal])).then(parseDecision);
  const decision = await Promise.race([person, hooks.then((answer) => answer ?? person)]);
  if (decision.by === 'hook') closing.abort();
  else if (decision.choice === null) ending.abort();
  return decision;
}

function parseDecision(output: string | null): Decision | null {
  try {
    const parsed = JSON.parse(output ?? '') as { readonly hookSpecificOutput?: { readonly decision?: Readonly<Record<string, unknown>> } };
    const { behavior, message, updatedInput } = parsed.hookSpecificOutput?.decision ?? {};
    if (behavior !== 'allow' && behavior !== 'deny') return null;
    return { by: 'hook', behavior, message: typeof message === 'string' ? message : 'Permission denied by hook', updatedInput };
  } catch {
    return null;
  }
}
