import { projectConfig } from '@ao/vitest';

// The real zellij: a server for each session, so only one test at a time.
export default projectConfig({ include: ['src/**/*.zellij.test.ts'], task: 'test:runtimes', testTimeoutMs: 240_000, maxWorkers: 1 });
