import type { HttpRoute } from '../../app/http-route.ts';
import { getMessage } from './get-message.ts';
import { listMessages } from './list-messages.ts';
import { sendMessage } from './send-message.ts';

/** Routes about messages. */
export const MESSAGE_ROUTES: readonly HttpRoute[] = [listMessages, sendMessage, getMessage];
