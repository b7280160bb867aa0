import { fileURLToPath } from 'node:url';
import type { Command } from '@oclif/core';
import { vi } from 'vitest';

/** What a command said and how it ended. */
export interface CommandRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command in this process, with an environment of its own. */
export async function runCommand(
  command: typeof Command,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandRun> {
  let stdout = '';
  let stderr = '';
  const before = { ...process.env };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))));
  const log = vi.spyOn(console, 'log').mockImplementation((text) => void (stdout += `${String(text)}\n`));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text))));
  Object.assign(process.env, { AO_NO_AUTOSTART: '1', NO_COLOR: '1', ...env });
  process.exitCode = undefined;
  try {
    // A concrete command by its abstract type: only oclif makes instances of it.
    await (command as unknown as { run(argv: readonly string[], root: string): Promise<unknown> }).run([...argv], ROOT);
    return { stdout, stderr, exitCode: Number(process.exitCode ?? 0) };
  } finally {
    for (const spy of [out, log, err]) spy.mockRestore();
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    process.exitCode = undefined;
  }
}
