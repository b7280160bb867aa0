import { projectConfig } from '@ao/vitest';

export default projectConfig({ testTimeoutMs: 30_000 });
