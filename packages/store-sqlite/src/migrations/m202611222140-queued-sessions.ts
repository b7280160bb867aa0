import type { Migration } from './migration.ts';

/** Changes no table. A version that does not know the phase `queued` could not read such a session, and must not open the database. */
export const queuedSessions: Migration = {
  name: '202611222140-queued-sessions',
  sql: /* sql */ `
-- Sessions may be in the phase 'queued'; their operation is open and has not begun.
`,
};
