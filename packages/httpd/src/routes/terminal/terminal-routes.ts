import type { HttpRoute } from '../../app/http-route.ts';
import { connectTerminal } from './connect-terminal.ts';

/** Routes about terminals. */
export const TERMINAL_ROUTES: readonly HttpRoute[] = [connectTerminal];
