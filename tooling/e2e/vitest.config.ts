import { projectConfig } from '@ao/vitest';

// Every test runs a daemon and agents of its own; two at a time is what two cores carry without one making the other late.
export default projectConfig({ testTimeoutMs: 90_000, maxWorkers: 2 });
