import type { SessionReactions } from '@ao/client';

const WORDS = { off: 'nobody is told', notify: 'you are told', send: 'the agent is told' } as const;

/** What a session does about its pull requests now. */
export function renderReactions({ sessionId, modes, muted }: SessionReactions): string {
  const kinds = Object.entries(modes);
  if (kinds.every(([, mode]) => mode === 'off'))
    return `Nobody is told about the pull requests of ${sessionId}. Undo: ao pr unmute ${sessionId}`;
  const head = muted.length === 0 ? `Nothing is muted for ${sessionId}.` : `Muted for ${sessionId}: ${muted.join(', ')}.`;
  return `${head}\n${kinds.map(([kind, mode]) => `${kind}: ${WORDS[mode]}`).join(', ')}.`;
}
