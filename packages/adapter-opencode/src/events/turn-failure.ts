import { oneLine } from '@ao/adapter-kit';
import type { TurnError } from '../server/server-documents.ts';

/** Why a turn ended without an answer, and whether only a person can mend it. */
export interface TurnFailure {
  readonly text: string;
  readonly needsLogin: boolean;
}

const UNAUTHORIZED = [401, 403];

/** What an error means; null when it is none: somebody interrupted the turn. */
export function turnFailureOf(error: TurnError | undefined): TurnFailure | null {
  if (error === undefined || error.name === 'MessageAbortedError') return null;
  const { message, statusCode } = error.data ?? {};
  const words = message === undefined || message === '' ? error.name : message;
  const needsLogin = error.name === 'ProviderAuthError' || (statusCode !== undefined && UNAUTHORIZED.includes(statusCode));
  return { text: oneLine(needsLogin ? `needs a login (\`opencode auth login\`): ${words}` : `stopped by an error: ${words}`), needsLogin };
}
