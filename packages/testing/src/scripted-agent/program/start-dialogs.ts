import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DialogBox, DialogRequest } from './dialog-box.ts';
import type { StartDialog } from './program-options.ts';

/**
 * Shows the dialogs of a start one after the other. Answers false when the person chose to leave. A folder that was trusted once
 * is not asked about again.
 */
export async function showStartDialogs(
  wanted: readonly StartDialog[],
  dialogs: DialogBox,
  place: { readonly home: string; readonly cwd: string },
): Promise<boolean> {
  const never = new AbortController().signal;
  const trustPath = join(place.home, 'trusted.json');
  const trusted = existsSync(trustPath) ? (JSON.parse(readFileSync(trustPath, 'utf8')) as readonly string[]) : [];
  for (const dialog of wanted) {
    if (dialog === 'trust' && trusted.includes(place.cwd)) continue;
    const answer = await dialogs.ask(REQUESTS[dialog](place.cwd), never);
    if (answer !== 0) return false;
    if (dialog !== 'trust') continue;
    mkdirSync(place.home, { recursive: true, mode: 0o700 });
    writeFileSync(trustPath, JSON.stringify([...trusted, place.cwd]));
  }
  return true;
}

const REQUESTS: Readonly<Record<StartDialog, (cwd: string) => DialogRequest>> = {
  trust: (cwd) => ({
    title: 'Accessing workspace',
    detail: cwd,
    question: 'Do you trust the files in this folder?',
    choices: ['Yes, I trust this folder', 'No, exit'],
    // As with other agents, a careless Enter trusts nothing.
    preselected: 1,
  }),
  login: () => ({
    title: 'You are not logged in',
    detail: null,
    question: 'Select login method:',
    choices: ['Pretend to log in', 'Exit'],
    preselected: 1,
  }),
  update: () => ({
    title: 'Update available',
    detail: null,
    question: 'Install the update now?',
    choices: ['Skip', 'Update'],
  }),
};
