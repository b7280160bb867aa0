export { DEFAULT_DELIVERY_POLICY, type DeliveryPolicy } from './delivery-policy.ts';
export { createMessenger } from './messenger.ts';
export type { MessengerOptions, SessionChanges } from './messenger-options.ts';
export { defaultSenderLine, type SenderLine } from './sender-line.ts';
