import { AoError } from '@ao/domain';
import type { Clock, Logger, ScmHint } from '@ao/ports';
import { createHintGatherer } from './hint-gatherer.ts';
import { readWebhook } from './read-webhook.ts';
import { isSignedWith, looksSigned } from './webhook-signature.ts';

/** So many deliveries are remembered, to know those that come again. */
const REMEMBERED_MAX = 5_000;
const FORM_PREFIX = 'payload=';

/** A delivery as it came in. */
export interface GithubWebhookDelivery {
  /** Reads the body byte for byte; not called for what cannot be right. */
  readonly readBody: () => Promise<Uint8Array>;
  /** `X-GitHub-Event`. */
  readonly event: string | undefined;
  /** `X-GitHub-Delivery`. */
  readonly deliveryId: string | undefined;
  /** `X-Hub-Signature-256`. */
  readonly signature: string | undefined;
}

/** What was done. `ignored`: nothing that concerns pull requests. `duplicate`: the same delivery came before. */
export type GithubWebhookOutcome = 'accepted' | 'ignored' | 'duplicate';

/** What taking webhooks needs. */
export interface GithubWebhooksOptions {
  /** Asked for each delivery, so that a new secret counts at once; null: none are taken. */
  readonly secret: () => Promise<string | null>;
  /** Gets one hint for what came within a moment about one repository. */
  readonly onHint: (hint: ScmHint) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes the webhooks of GitHub. */
export interface GithubWebhooks {
  /**
   * Checks a delivery and takes it. What is in it is a reason to look, never a fact.
   *
   * @throws AoError `WEBHOOK_NOT_CONFIGURED`, `WEBHOOK_SIGNATURE_INVALID`, `INVALID_JSON`, and what reading the body throws.
   */
  receive(delivery: GithubWebhookDelivery): Promise<GithubWebhookOutcome>;
  /** Gives no more hints. */
  close(): void;
}

/** Makes it. */
export function createGithubWebhooks(options: GithubWebhooksOptions): GithubWebhooks {
  const { clock, logger } = options;
  const gatherer = createHintGatherer({ clock, onHint: options.onHint });
  const remembered = new Set<string>();

  /** Whether it is new; the oldest is forgotten for it. */
  function remember(deliveryId: string): boolean {
    if (remembered.has(deliveryId)) return false;
    remembered.add(deliveryId);
    const [oldest] = remembered;
    if (remembered.size > REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
    return true;
  }

  return {
    close: () => gatherer.close(),
    async receive({ readBody, event, deliveryId, signature }) {
      const secret = await options.secret();
      if (secret === null) throw new AoError('WEBHOOK_NOT_CONFIGURED');
      if (!looksSigned(signature)) throw new AoError('WEBHOOK_SIGNATURE_INVALID');
      const body = await readBody();
      if (!isSignedWith(secret, body, signature)) throw new AoError('WEBHOOK_SIGNATURE_INVALID');
      const payload = parse(body);
      if (deliveryId !== undefined && !remember(deliveryId.slice(0, 100))) return 'duplicate';
      const hint = event === undefined ? null : readWebhook(event, payload);
      if (hint === null) {
        logger.debug('a webhook that says nothing of pull requests', { event: event?.slice(0, 40) });
        return 'ignored';
      }
      gatherer.add(hint);
      return 'accepted';
    },
  };
}

/** GitHub sends JSON, or the same in a form, as it was entered there. */
function parse(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString('utf8');
  try {
    return JSON.parse(text.startsWith(FORM_PREFIX) ? (new URLSearchParams(text).get('payload') ?? '') : text);
  } catch (cause) {
    throw new AoError('INVALID_JSON', { cause });
  }
}
