import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '@ao/adapter-kit';
import type { LaunchId } from '@ao/domain';
import { z } from 'zod';

const noteSchema = z.object({
  launchId: z.string(),
  port: z.number().int().min(1).max(65_535),
  password: z.string().min(1),
  plannedAt: z.number(),
  /** The agent of opencode the launch asked for, for example `plan`; null for the default one. */
  agent: z.string().nullable(),
  /** As `provider/model`; null for the default one. */
  model: z.string().nullable(),
  /** True when its terminal answers permissions by itself. */
  answersItself: z.boolean(),
});

/** What is kept of a launch, so that its server can be found again: in the session's private folder, readable by its owner alone. */
export type LaunchNote = z.infer<typeof noteSchema>;

const FILE_NAME = 'opencode-server.json';

/** Reads the note of a launch; null when there is none, or only that of another launch. */
export async function readLaunchNote(privateDirectory: string, launchId: LaunchId): Promise<LaunchNote | null> {
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(join(privateDirectory, FILE_NAME), 'utf8')));
    return note.launchId === launchId ? note : null;
  } catch {
    return null;
  }
}

/** Writes the note of the newest launch. */
export async function writeLaunchNote(privateDirectory: string, note: LaunchNote): Promise<void> {
  await writePrivateFile(join(privateDirectory, FILE_NAME), `${JSON.stringify(note, null, 2)}\n`);
}
