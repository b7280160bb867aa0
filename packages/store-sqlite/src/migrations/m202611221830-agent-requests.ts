import type { Migration } from './migration.ts';

/** What an agent asks, as data: a JSON list in the row of its session. */
export const agentRequests: Migration = {
  name: '202611221830-agent-requests',
  sql: /* sql */ `
ALTER TABLE sessions ADD COLUMN requests TEXT NOT NULL DEFAULT '[]';
`,
};
