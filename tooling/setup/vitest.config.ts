import { projectConfig } from '@ao/vitest';

export default projectConfig({ include: ['*.test.ts'] });
