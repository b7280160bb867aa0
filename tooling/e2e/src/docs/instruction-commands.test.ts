import { createFakeClock, createInMemoryStores } from '@ao/testing';
import { sessionInstructions } from '@ao/session-manager';
import type { AgentName, ProjectId, RuntimeName, SessionKind, SessionRecord } from '@ao/domain';
import { newSessionFacts } from '@ao/lifecycle';
import { expect, test } from 'vitest';
import { readCommands } from './command-reference.ts';

const SHOP = 'shop' as ProjectId;

/** What agents are told: an orchestrator, a worker beside it, and a worker alone. */
function allInstructions(): readonly string[] {
  const stores = createInMemoryStores({ clock: createFakeClock() });
  stores.projects.add({
    id: SHOP,
    path: '/shop',
    name: 'Shop',
    originUrl: null,
    defaultBranch: null,
    config: {},
    registeredAt: 1,
    archivedAt: null,
  });
  const spawn = (kind: SessionKind): SessionRecord =>
    stores.sessions.create(SHOP, () => ({
      ...newSessionFacts({ at: 1, deadlineAt: 9, repositoryPath: '/shop' }),
      projectId: SHOP,
      kind,
      agent: 'scripted' as AgentName,
      runtime: 'pty-host' as RuntimeName,
      permissionMode: 'default',
      model: null,
      command: null,
      issueId: null,
      spawnedBy: null,
      prompt: null,
      createdAt: 1,
      displayName: null,
    }));
  const alone = sessionInstructions(stores, spawn('worker'));
  const orchestrator = sessionInstructions(stores, spawn('orchestrator'));
  return [alone, orchestrator, sessionInstructions(stores, spawn('worker'))];
}

const told = [...new Set(allInstructions().flatMap((text) => [...text.matchAll(/`(ao [^`]+)`/g)].map(([, command = '']) => command)))];
const known = new Map(
  readCommands().flatMap((command) => [command.id, ...command.aliases].map((name) => [name.replaceAll(':', ' '), command] as const)),
);

/** Words of a command line, quoted ones as one. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word).slice(1);
}

test('agents are told of more than a few commands', () => {
  expect(told.length).toBeGreaterThan(10);
});

test.each(told)('`%s`, as agents are told it, exists with all its flags and arguments', (line) => {
  const words = wordsOf(line);
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((candidate) => known.has(candidate));
  const command = name === undefined ? undefined : known.get(name);
  expect(command, `there is no command for ${line}`).toBeDefined();
  const rest = words.slice((name ?? '').split(' ').length);
  const flags = rest.filter((word) => word.startsWith('--')).map((word) => word.slice(2));
  for (const flag of flags) expect(Object.keys(command?.flags ?? {})).toContain(flag);
  const takesValue = (word: string | undefined): boolean =>
    word?.startsWith('--') === true && command?.flags[word.slice(2)]?.type === 'option';
  const args = rest.filter((word, index) => !word.startsWith('--') && !takesValue(rest[index - 1]));
  expect(args.length).toBeLessThanOrEqual(Object.keys(command?.args ?? {}).length);
  const required = Object.values(command?.args ?? {}).filter((argument) => argument.required === true);
  expect(args.length).toBeGreaterThanOrEqual(required.length);
});
