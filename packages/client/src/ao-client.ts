import type { StreamEvent } from './api-types.ts';
import { type EventsOptions, followEvents } from './events/event-iterator.ts';
import { createDaemonClient, type DaemonClient } from './resources/daemon-client.ts';
import { createIssuesClient, type IssuesClient } from './resources/issues-client.ts';
import { createMessagesClient, type MessagesClient } from './resources/messages-client.ts';
import { createOrchestratorsClient, type OrchestratorsClient } from './resources/orchestrators-client.ts';
import { createNoticesClient, type NoticesClient } from './resources/notices-client.ts';
import { createProjectsClient, type ProjectsClient } from './resources/projects-client.ts';
import { createPullRequestsClient, type PullRequestsClient } from './resources/pull-requests-client.ts';
import { createReportsClient, type ReportsClient } from './resources/reports-client.ts';
import { createSessionsClient, type SessionsClient } from './resources/sessions-client.ts';
import { createWebhooksClient, type WebhooksClient } from './resources/webhooks-client.ts';
import { openTerminal, type Terminal, type TerminalOptions } from './terminal/terminal.ts';
import { createTerminalLink, type TerminalLink } from './terminal/terminal-link.ts';
import { type ApiCall, createApiCaller } from './transport/api-caller.ts';
import { type AddressSource, type DaemonAddress, fixedAddress } from './transport/daemon-address.ts';
import { createFetchTransport } from './transport/fetch-transport.ts';
import type { Transport } from './transport/transport.ts';

/** Where the daemon is and how to reach it. */
export interface AoClientOptions extends DaemonAddress {
  /** Default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** A client of one daemon. It holds no connection open between calls. */
export interface AoClient {
  readonly daemon: DaemonClient;
  readonly projects: ProjectsClient;
  readonly sessions: SessionsClient;
  readonly issues: IssuesClient;
  readonly pullRequests: PullRequestsClient;
  readonly messages: MessagesClient;
  readonly reports: ReportsClient;
  readonly notices: NoticesClient;
  readonly webhooks: WebhooksClient;
  readonly orchestrators: OrchestratorsClient;
  /** Everything that changes, as it changes; see {@link EventsOptions}. Leave the loop, or abort the signal, to end it. */
  events(options?: EventsOptions): AsyncGenerator<StreamEvent, void, void>;
  /** Attaches to the terminal of a session; resolves when it is open. All terminals of a client share one WebSocket. */
  terminal(sessionId: string, options?: TerminalOptions): Promise<Terminal>;
  /** Calls any route; for routes of a newer daemon. */
  call<Result>(call: ApiCall): Promise<Result>;
  /** The address in use. */
  address(): DaemonAddress;
}

/**
 * Makes a client.
 *
 * @example
 * ```ts
 * const ao = createClient({ url: 'http://127.0.0.1:3001', token });
 * const { session } = await ao.sessions.spawn({ projectId: 'shop', prompt: 'Fix the flaky test' });
 * ```
 */
export function createClient(options: AoClientOptions): AoClient {
  // Looked up for each call, so that a replaced global counts; called bare, because browsers refuse it as a method of something else.
  const platformFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);
  return createClientOver(fixedAddress(options), createFetchTransport(options.fetch ?? platformFetch));
}

/** Makes a client over any transport, with an address that may change. */
export function createClientOver(address: AddressSource, transport: Transport): AoClient {
  const caller = createApiCaller(address, transport);
  let link: TerminalLink | null = null;
  return {
    daemon: createDaemonClient(caller),
    projects: createProjectsClient(caller),
    sessions: createSessionsClient(caller),
    issues: createIssuesClient(caller),
    pullRequests: createPullRequestsClient(caller),
    messages: createMessagesClient(caller),
    reports: createReportsClient(caller),
    notices: createNoticesClient(caller),
    webhooks: createWebhooksClient(caller),
    orchestrators: createOrchestratorsClient(caller),
    events: (eventsOptions = {}) => followEvents(caller, eventsOptions),
    terminal(sessionId, terminalOptions) {
      link ??= createTerminalLink(caller);
      return openTerminal(link, sessionId, terminalOptions);
    },
    call: (call) => caller.json(call),
    address: () => address.current(),
  };
}
