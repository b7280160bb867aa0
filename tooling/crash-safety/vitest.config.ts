import { projectConfig } from '@ao/vitest';

// Each test file runs daemons, hosts and agents of its own; two at a time is what two cores carry.
export default projectConfig({ testTimeoutMs: 240_000, maxWorkers: 2 });
