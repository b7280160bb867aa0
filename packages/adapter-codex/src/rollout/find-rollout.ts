import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Timestamp } from '@ao/domain';
import type { Environment } from '../config/environment.ts';
import { codexHome } from '../config/codex-config.ts';

/** Conversations have ids of version 7, which begin with the time they were made. */
const UUID_V7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The record Codex keeps of a conversation: `sessions/<year>/<month>/<day>/rollout-<time>-<id>.jsonl`, one event per line. It appears
 * with the first prompt. Null when there is none, for example because it was deleted or archived.
 */
export async function findRollout(env: Environment, conversationId: string): Promise<string | null> {
  const home = codexHome(env);
  const madeAt = timeOf(conversationId);
  if (home === null || madeAt === null) return null;
  // The folder is named by the local day, which may be the one before or behind.
  for (const day of [0, -DAY_MS, DAY_MS].map((shift) => new Date(madeAt + shift).toISOString().slice(0, 10))) {
    const folder = join(home, 'sessions', ...day.split('-'));
    const names = await readdir(folder).catch(() => []);
    const name = names.find((each) => each.startsWith('rollout-') && each.endsWith(`-${conversationId}.jsonl`));
    if (name !== undefined) return join(folder, name);
  }
  return null;
}

function timeOf(conversationId: string): Timestamp | null {
  const match = UUID_V7.exec(conversationId);
  return match === null ? null : Number.parseInt(`${match[1]}${match[2]}`, 16);
}
