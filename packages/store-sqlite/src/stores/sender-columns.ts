import type { MessageSender, SessionId } from '@ao/domain';

/** Puts a sender together from its two columns. */
export function senderOf(kind: MessageSender['kind'], name: string | null): MessageSender {
  if (kind === 'session') return { kind, sessionId: name as SessionId };
  return kind === 'automation' ? { kind, name: name ?? '' } : { kind };
}

/** What stands in the second column: the id of the session, the name of the automation, or nothing. */
export function senderNameOf(sender: MessageSender): string | null {
  if (sender.kind === 'session') return sender.sessionId;
  return sender.kind === 'automation' ? sender.name : null;
}
