import { upgradeRoute } from '../../app/http-route.ts';

/** The terminals of all sessions over one WebSocket. */
export const connectTerminal = upgradeRoute({
  operationId: 'connectTerminal',
  method: 'get',
  path: '/api/v1/terminal',
  tag: 'terminal',
  summary: 'The terminals of the sessions, over one WebSocket',
  description:
    'JSON control frames and binary data frames, see docs/terminal-protocol.md. The token stands in `Authorization`, or, for browsers, in an offered subprotocol `ao.bearer.<token>`. Agents may observe what they may read, and control nothing.',
  access: 'any',
  upgrade: { description: 'The connection speaks the terminal protocol.' },
  errors: ['UPGRADE_REQUIRED', 'DAEMON_STOPPING'],
});
