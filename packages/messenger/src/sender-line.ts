import type { MessageRecord, MessageSender } from '@ao/domain';

/** Answers the first line that marks a message's sender; null for none. */
export type SenderLine = (sender: MessageSender) => string | null;

/** What a person writes is delivered as it is. Sessions and automation are named, so that the agent knows who speaks. */
export const defaultSenderLine: SenderLine = (sender) => {
  switch (sender.kind) {
    case 'person':
      return null;
    case 'session':
      return `[from ${sender.sessionId}]`;
    case 'automation':
      return `[from ${sender.name}, automated]`;
  }
};

/** The text as the agent gets it. */
export function textToDeliver(message: Pick<MessageRecord, 'sender' | 'text'>, senderLine: SenderLine): string {
  const line = senderLine(message.sender);
  return line === null ? message.text : `${line}\n${message.text}`;
}
