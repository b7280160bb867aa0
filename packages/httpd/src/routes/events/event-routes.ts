import type { HttpRoute } from '../../app/http-route.ts';
import { streamEvents } from './stream-events.ts';

/** Routes about events. */
export const EVENT_ROUTES: readonly HttpRoute[] = [streamEvents];
