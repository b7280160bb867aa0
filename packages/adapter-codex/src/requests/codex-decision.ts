import type { RequestAnswer, RequestChoice } from '@ao/domain';

/** How a permission can be answered through the hook: Codex refuses whatever would allow the like of it for the future. */
export const CODEX_CHOICES: readonly RequestChoice[] = [
  { id: 'allow', label: 'Allow' },
  { id: 'deny', label: 'Deny' },
];

/** Told to the model when a person denies something without a word. */
const DENIED = 'A person looked at this and did not allow it.';

/** The line a `PermissionRequest` hook prints to decide; null when there is no such choice. */
export function codexDecision({ choice, message }: RequestAnswer): string | null {
  switch (choice) {
    case 'allow':
      return line({ behavior: 'allow' });
    case 'deny':
      return line({ behavior: 'deny', message: message ?? DENIED });
    default:
      return null;
  }
}

function line(decision: object): string {
  return JSON.stringify({ hookSpecificOutput: { hookEventName: 'PermissionRequest', decision } });
}
