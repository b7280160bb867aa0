import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpContext } from './http-context.ts';

/** Version of the HTTP contract: the minor number grows with additions, the major one stands in the path. */
export const API_VERSION = '1.0.0';

const DESCRIPTION = `The local API of the ao daemon.

Every request needs the token of the run file as \`Authorization: Bearer …\`, except \`/healthz\` and \`/readyz\`. The \`Host\` header must name
this machine and the daemon's port. Writes are JSON. Times are integer UTC milliseconds, durations milliseconds, sizes bytes.

Errors are problem details (RFC 9457) with a stable \`code\`; each operation lists its codes in \`x-error-codes\`, and who may use it in
\`x-access\`: \`open\` (no token), \`any\` (every token), \`person\` (the main token), \`session\` (also the session's own token) and
\`command\` (session tokens only where the project allows agents to command).`;

/** An OpenAPI 3.1 document, as plain JSON. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

/** The OpenAPI 3.1 document of the mounted routes. */
export function describeApi(app: OpenAPIHono<HttpContext>): OpenApiDocument {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'ao', version: API_VERSION, description: DESCRIPTION, license: { name: 'MIT' } },
    tags: [
      { name: 'daemon', description: 'The daemon itself' },
      { name: 'projects', description: 'Repositories that sessions are started in' },
      { name: 'sessions', description: 'Agents at work, each in its own worktree' },
      { name: 'issues', description: 'Issues of the tracker, as tasks for agents' },
      { name: 'pull-requests', description: 'Pull requests of sessions, and what agents are told about them' },
      { name: 'messages', description: 'What was sent to agents, and what became of it' },
      { name: 'events', description: 'Everything that changes, as it changes' },
      { name: 'terminal', description: 'The terminals of the sessions' },
    ],
  });
  // As JSON it is complete: the library's own types say less than the document holds.
  return document as unknown as OpenApiDocument;
}
