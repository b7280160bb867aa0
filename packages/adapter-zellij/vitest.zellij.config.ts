import { projectConfig } from '@ao/vitest';

// The real zellij: many servers at once would only measure the machine.
export default projectConfig({ include: ['src/**/*.zellij.test.ts'], task: 'test:runtimes', testTimeoutMs: 60_000, maxWorkers: 2 });
