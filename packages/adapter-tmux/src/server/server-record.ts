import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameProcess, readProcessIdentity, writePrivateFile } from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import { z } from 'zod';

const SERVER_FILE = 'server.json';
const serverSchema = z.object({ server: z.object({ pid: z.number().int().positive(), startTime: z.string(), bootId: z.string() }) });

/** The server that was last talked with and still runs; null when there is none. */
export async function readRunningServer(directory: string): Promise<ProcessIdentity | null> {
  const text = await readFile(join(directory, SERVER_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = serverSchema.safeParse(parseOrNull(text));
  return parsed.success && (await isSameProcess(parsed.data.server)) ? parsed.data.server : null;
}

/** Writes down which process the server is. Its socket may be removed by somebody while it runs. */
export async function recordServer(directory: string, pid: number): Promise<void> {
  const server = await readProcessIdentity(pid);
  if (server === null) return;
  const text = JSON.stringify({ version: 1, server });
  const before = await readFile(join(directory, SERVER_FILE), 'utf8').catch(() => null);
  if (before !== text) await writePrivateFile(join(directory, SERVER_FILE), text);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
