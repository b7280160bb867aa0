import { fileURLToPath } from 'node:url';

/** What the three agents are told, each as a person would say it. */
export const DEMO_TASKS = [
  'Add a health check, with a test',
  'Round cart totals, run the tests',
  'Explain in the README how to test',
] as const;

/** The folder with what the scripted agent does about them. */
export const DEMO_SCRIPTS: string = fileURLToPath(new URL('./scripts', import.meta.url));

/** The request of the second task; the only one the demo answers by itself, whatever the agent. */
export const ANSWERED_REQUEST: RegExp = /\bnpm (?:run )?test\b|\bnode --test\b/;
