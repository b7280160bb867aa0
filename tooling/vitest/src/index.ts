export { projectConfig } from './project-config.ts';
