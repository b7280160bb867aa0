export { type CommandOutletOptions, createCommandOutlet } from './command/create-command-outlet.ts';
export { createDesktopOutlet, type DesktopOutletOptions } from './desktop/create-desktop-outlet.ts';
export { DISPATCH_DOCUMENT_VERSION, type DispatchDocument, dispatchDocument } from './dispatch-document.ts';
export { createWebhookOutlet, type WebhookOutletOptions } from './webhook/create-webhook-outlet.ts';
export { webhookAddressProblem } from './webhook/webhook-address.ts';
export { type SignedContent, webhookSignature } from './webhook/webhook-signature.ts';
