import type { HttpBindings } from '@hono/node-server';
import type { Caller } from '../access/caller.ts';

/** What the layers of one request tell each other. */
export interface RequestVariables {
  readonly requestId: string;
  /** Allowed `Origin` of the request; null when it has none. */
  readonly origin: string | null;
  /** Set for all routes but open ones. */
  readonly caller: Caller;
}

/** Hono's environment type of this application. */
export interface HttpContext {
  /** Node's own request and response; absent in tests that call the application without a socket. */
  readonly Bindings: Partial<HttpBindings> & { readonly port?: number };
  readonly Variables: RequestVariables;
}
