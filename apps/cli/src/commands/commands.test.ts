import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Command } from '@oclif/core';
import { describe, expect, test } from 'vitest';
import { rootHelp } from '../help/root-help.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

const commands = await Promise.all(
  globSync('**/*.ts', { cwd: FOLDER, exclude: ['**/*.test.ts'] }).map(async (path): Promise<[string, typeof Command]> => {
    const module = (await import(pathToFileURL(join(FOLDER, path)).href)) as { readonly default: typeof Command };
    return [path.replace(/\.ts$/, '').replaceAll('/', ' '), module.default];
  }),
);
const visible = commands.filter(([, command]) => !command.hidden);

describe.each(visible)('ao %s', (name, command) => {
  test('says in one sentence, on one line of a usual terminal, what it does', () => {
    expect(command.summary).toMatch(/^[A-Z][^\n]*\.$/);
    expect((command.summary ?? '').length).toBeLessThanOrEqual(66);
  });

  test('describes every argument and flag in a sentence', () => {
    for (const described of [...Object.values(command.args ?? {}), ...Object.values(command.flags ?? {})])
      expect(described.description).toMatch(/\.$/);
  });

  test('shows examples that begin with itself', () => {
    for (const example of command.examples ?? [])
      expect(typeof example === 'string' ? example : example.command).toContain(`<%= config.bin %> ${name}`);
  });
});

test('every command answers as JSON, but those whose output is a terminal or a script', () => {
  const without = visible.filter(([, command]) => !command.enableJsonFlag).map(([name]) => name);
  expect(without.toSorted()).toEqual(['attach', 'completion']);
});

test('no two commands answer to the same words', () => {
  const names = commands.flatMap(([name, command]) => [name.replaceAll(' ', ':'), ...(command.aliases ?? [])]);
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
});

test('everything about a session can also be called as `ao session …`', () => {
  const words = new Set(commands.flatMap(([name, command]) => [name.replaceAll(' ', ':'), ...(command.aliases ?? [])]));
  for (const word of ['spawn', 'ls', 'answer', 'send', 'kill', 'attach', 'output', 'wait', 'restore', 'diff'])
    expect(words).toContain(`session:${word}`);
});

test('the first page lists every command of one word in a group of its own choosing', () => {
  const page = rootHelp(
    visible.flatMap(([name, command]) =>
      [name, ...(command.aliases ?? [])].map((each) => ({ name: each, summary: command.summary ?? '' })),
    ),
  );
  const oneWord = visible.flatMap(([name, command]) => [name, ...(command.aliases ?? [])]).filter((name) => !/[ :]/.test(name));
  const head = page.slice(0, page.indexOf('This command'));
  for (const name of oneWord) {
    if (name !== 'completion' && name !== 'version') expect(head).toMatch(new RegExp(`^  ${name} `, 'm'));
  }
});
