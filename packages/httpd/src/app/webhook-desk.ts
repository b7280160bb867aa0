/** A webhook of a code host as it came in. Nothing of it was checked. */
export interface IncomingWebhook {
  /** Reads the body, byte for byte. Not asked for unless the rest can be right: strangers may send large ones. */
  readonly readBody: () => Promise<Uint8Array>;
  readonly event: string | undefined;
  readonly deliveryId: string | undefined;
  readonly signature: string | undefined;
}

/** What was done about it. `ignored`: nothing that concerns pull requests. `duplicate`: it came before. */
export type WebhookOutcome = 'accepted' | 'ignored' | 'duplicate';

/** How webhooks are to be entered at the code host. */
export interface WebhookSetup {
  /** Null when it comes from the environment: whoever set it knows it. */
  readonly secret: string | null;
  readonly source: 'file' | 'environment';
  /** Whether it was made by this call. */
  readonly created: boolean;
  /** What to ask for. */
  readonly events: readonly string[];
  /** Hosts by which it may be reached besides this machine's own names. */
  readonly hosts: readonly string[];
}

/** Takes webhooks. */
export interface WebhookDesk {
  /** Checks and takes one; what follows is nobody's wait. Throws `WEBHOOK_NOT_CONFIGURED`, `WEBHOOK_SIGNATURE_INVALID`, `INVALID_JSON`. */
  receive(webhook: IncomingWebhook): Promise<WebhookOutcome>;
  /** Makes the secret when there is none, or a new one. */
  setUp(request: { readonly rotate: boolean }): Promise<WebhookSetup>;
}
