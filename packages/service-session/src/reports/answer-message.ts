import { type AgentReport, inlineText, type MessageId, type MessageSender } from '@ao/domain';
import type { Messenger } from '@ao/ports';

/** Enough of a question for its agent to know which one it was. */
const QUESTION_CHARACTERS = 120;

/** Sends the answer of a question to its agent. Named after the question, so that it is sent once, however often it is tried. */
export function sendAnswer(
  messenger: Pick<Messenger, 'send'>,
  question: AgentReport,
  answer: { readonly text: string; readonly by: MessageSender },
): void {
  messenger.send({
    sessionId: question.sessionId,
    id: `answer-${question.id}` as MessageId,
    text: `The answer to your question "${inlineText(question.text, QUESTION_CHARACTERS)}":\n${answer.text}`,
    sender: answer.by,
    urgent: false,
  });
}
