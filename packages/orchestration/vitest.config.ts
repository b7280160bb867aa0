import { projectConfig } from '@ao/vitest';

export default projectConfig();
