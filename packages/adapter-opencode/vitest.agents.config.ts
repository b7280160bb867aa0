import { projectConfig } from '@ao/vitest';

// Real agents: one after the other, each with all the machine.
export default projectConfig({ include: ['test/**/*.agent.test.ts'], task: 'test:agents', testTimeoutMs: 180_000, maxWorkers: 1 });
