import { projectConfig } from '@ao/vitest';

export default projectConfig({ testTimeoutMs: 60_000 });
