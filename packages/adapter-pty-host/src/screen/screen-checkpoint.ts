import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LAUNCH_FILE } from '../files/launch-files.ts';
import type { TerminalSnapshot } from './screen-emulator.ts';

/** A stored picture of a terminal. */
export interface ScreenCheckpoint extends TerminalSnapshot {
  /** False when output was lost before it could be drawn. */
  readonly exact: boolean;
}

const checkpointSchema = z.object({
  version: z.literal(1),
  offset: z.number().int().nonnegative(),
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  exact: z.boolean(),
  screen: z.string(),
});

/** Reads the stored picture; null when there is none that can be used: the screen is then built from the log alone. */
export async function readCheckpoint(directory: string): Promise<ScreenCheckpoint | null> {
  try {
    const text = await readFile(join(directory, LAUNCH_FILE.checkpoint), 'utf8');
    const { offset, columns, rows, exact, screen } = checkpointSchema.parse(JSON.parse(text));
    return { offset, size: { columns, rows }, exact, bytes: Buffer.from(screen) };
  } catch {
    return null;
  }
}

/** Stores a picture in place of the last one. */
export async function writeCheckpoint(directory: string, { offset, size, exact, bytes }: ScreenCheckpoint): Promise<void> {
  const path = join(directory, LAUNCH_FILE.checkpoint);
  const content = { version: 1, offset, columns: size.columns, rows: size.rows, exact, screen: Buffer.from(bytes).toString() };
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(content), { mode: 0o600 });
  await rename(temporary, path);
}
