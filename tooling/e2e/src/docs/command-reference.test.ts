import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '@ao/config';
import { expect, test } from 'vitest';
import { readCommands, REFERENCE_PATH, renderReference } from './command-reference.ts';
import { ROOT } from './documents.ts';
import { REFERENCE_PREFACE } from './reference-preface.ts';

const NO_PLACE = { homeDirectory: '/home/ada', workingDirectory: '/' };

test('docs/cli.md is what the commands say about themselves (pnpm run docs:cli in tooling/e2e writes it)', () => {
  expect(readFileSync(join(ROOT, REFERENCE_PATH), 'utf8')).toBe(renderReference(readCommands(), REFERENCE_PREFACE));
});

test('every variable it names exists, with that default', () => {
  const rows = [...REFERENCE_PREFACE.matchAll(/^\| `(AO_\w+)` \| .* \| (?:`(.*)`|none) \|$/gm)];
  expect(rows).toHaveLength(15);
  const defaults = Object.fromEntries(rows.map(([, name, value]) => [name, value]));
  expect(loadConfig(defaults, NO_PLACE)).toEqual(loadConfig({}, NO_PLACE));
  for (const [, name = ''] of rows.filter(([, name]) => name !== 'AO_HOME' && name !== 'AO_AGENT_MODULES')) {
    expect(() => loadConfig({ [name]: '\u0000' }, NO_PLACE)).toThrow(name);
  }
});

test('a command is told with all its names, its arguments and its flags', () => {
  const command = {
    id: 'session:look',
    aliases: ['look'],
    args: { session: { name: 'session', description: 'Which.', required: true }, text: { name: 'text' } },
    flags: {
      lines: { name: 'lines', char: 'n', type: 'option', description: 'How many.', default: '9' },
      json: { name: 'json', type: 'boolean', helpGroup: 'GLOBAL' },
      all: { name: 'all', type: 'boolean', description: 'a|b', env: 'AO_ALL' },
    },
    summary: 'Looks.',
    examples: ['<%= config.bin %> look shop-1'],
  } as const;
  expect(renderReference([command], 'Preface.')).toContain(
    [
      '## Sessions\n\n### ao look\n\nLooks.\n\n```text\nao look SESSION [TEXT] [flags]\n```\n\n',
      '| | |\n|---|---|\n| `SESSION` | Which. |\n| `[TEXT]` |  |\n\n',
      '| | |\n|---|---|\n| `-n, --lines LINES` | How many. Default: `9`. |\n| `--all` | a\\|b Environment: `AO_ALL`. |\n\n',
      'Also: `ao session look`.\n\n```sh\nao look shop-1\n```\n',
    ].join(''),
  );
});
