import { createHmac, randomUUID } from 'node:crypto';
import type { HostState } from '../state/host-state.ts';
import type { WebhookEvent } from './webhook-event.ts';
import { webhookPayload } from './webhook-payload.ts';

/** Where a webhook goes. */
export interface WebhookTarget {
  readonly url: string;
  /** Signs the body; null for a hook without a secret. */
  readonly secret: string | null;
  /** That of a delivery which is sent once more. Default: a new one. */
  readonly deliveryId?: string | undefined;
}

/** How a delivery went. */
export interface WebhookDelivery {
  readonly deliveryId: string;
  /** The status of the answer; 0 when nobody answered within ten seconds, after which GitHub gives up too. */
  readonly status: number;
  readonly body: string;
}

const GIVE_UP_AFTER_MS = 10_000;

/** Tells of an event as GitHub does: one POST, signed over its bytes, never repeated by itself. */
export async function sendWebhook(state: HostState, target: WebhookTarget, event: WebhookEvent): Promise<WebhookDelivery> {
  const deliveryId = target.deliveryId ?? randomUUID();
  const body = JSON.stringify(webhookPayload(state, event));
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: {
        ...headersOf(event, deliveryId),
        ...(target.secret === null ? {} : { 'x-hub-signature-256': signatureOf(target.secret, body) }),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
    });
    return { deliveryId, status: response.status, body: await response.text() };
  } catch (error) {
    return { deliveryId, status: 0, body: String(error) };
  }
}

function headersOf(event: WebhookEvent, deliveryId: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/5ta4nd1',
    'x-github-event': event.name,
    'x-github-delivery': deliveryId,
    'x-github-hook-id': '1',
    'x-github-hook-installation-target-type': 'repository',
  };
}

/** The value of `X-Hub-Signature-256`. */
export function signatureOf(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
