import { AoError, type NoticeKind } from '@ao/domain';
import type { Logger, Messenger, Notices } from '@ao/ports';
import type { ReactionAction, ReactionKind } from '@ao/reactions';

/** Who messages about pull requests are from. */
export const SENDER_NAME = 'pull-requests';

/** What actions are carried out with. */
export interface ActionTargets {
  readonly messenger: Pick<Messenger, 'send'>;
  readonly notices: Notices;
  readonly logger: Logger;
}

/**
 * Puts actions into the outbox and among the notices. Synchronous: to be called in the transaction that stores the ledger, so that both happen or neither. The
 * end of a session is the caller's, after the transaction. Throws when the session cannot be told any more: then nothing is to be stored.
 */
export function carryOut(targets: ActionTargets, actions: readonly ReactionAction[]): void {
  for (const action of actions) {
    switch (action.type) {
      case 'send':
        send(targets, action);
        break;
      case 'notify': {
        const { key, sessionId, text, url } = action;
        targets.notices.raise({ key, kind: noticeKind(action.kind), priority: 'normal', sessionId, text, url });
        break;
      }
      case 'escalate': {
        const { key, sessionId, text, url } = action;
        targets.notices.raise({ key, kind: 'escalation', priority: 'normal', sessionId, text, url });
        break;
      }
      case 'end_session':
        break;
    }
  }
}

function send({ messenger, notices, logger }: ActionTargets, action: Extract<ReactionAction, { type: 'send' }>): void {
  const { messageId, sessionId, pullRequestId, text, kinds } = action;
  try {
    messenger.send({ sessionId, text, id: messageId, sender: { kind: 'automation', name: SENDER_NAME }, urgent: false });
    logger.info('An agent is told about its pull request', { sessionId, pullRequestId, messageId, kinds });
  } catch (thrown) {
    if (!AoError.isInstance(thrown)) throw thrown;
    // The same was sent before, in other words: a ledger was lost. Once is enough.
    if (thrown.code === 'MESSAGE_ID_CONFLICT') return;
    if (thrown.code !== 'CAPABILITY_UNSUPPORTED') throw thrown;
    const words = `The agent of ${sessionId} takes no messages, and there is something to tell it about its pull request: ${kinds.join(', ')}.`;
    notices.raise({ key: messageId, kind: 'escalation', priority: 'normal', sessionId, text: words, url: null });
  }
}

function noticeKind(kind: ReactionKind): NoticeKind {
  return kind === 'ready' ? 'ready' : 'pull_request';
}
