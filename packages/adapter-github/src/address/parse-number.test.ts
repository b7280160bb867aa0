import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forgeId, splitForgeId } from './forge-id.ts';
import { knownHosts } from './github-host.ts';
import { parseNumber } from './parse-number.ts';

const hosts = knownHosts([{ host: 'git.acme.example' }]);
const repository = { host: 'git.acme.example', owner: 'acme', name: 'shop' };
const issues = { kinds: ['issues'] as const, repository, hosts };

test.each([
  ['12', repository, 12],
  ['#12', repository, 12],
  [' #12 ', repository, 12],
  ['other/thing#7', { ...repository, owner: 'other', name: 'thing' }, 7],
  ['https://git.acme.example/acme/shop/issues/9', repository, 9],
  ['https://github.com/acme/shop/issues/9#issuecomment-1', { ...repository, host: 'github.com' }, 9],
  ['https://github.com/acme/shop/issues/9/', { ...repository, host: 'github.com' }, 9],
  ['https://github.com/acme/shop/issues/9?a=b', { ...repository, host: 'github.com' }, 9],
])('%j means one issue', (text, repository, number) => {
  expect(parseNumber(text, issues)).toEqual({ repository, number });
});

test.each([
  '0',
  '#0',
  '-1',
  '1e3',
  '12345678901',
  'acme/shop',
  'acme/shop12',
  'acme/shop/12',
  'a/b/c#1',
  'acme/sh op#1',
  'https://github.com/acme/shop/pull/9',
  'https://gitlab.com/acme/shop/issues/9',
  'https://github.com/acme/shop/issues/9x',
  'https://github.com/acme/shop/issues',
  'ftp://github.com/acme/shop/issues/9',
  '',
  '#',
  'x'.repeat(100_000),
])('%j means none', (text) => {
  expect(parseNumber(text, issues)).toBeNull();
});

test('pull requests have pages of their own', () => {
  expect(parseNumber('https://github.com/acme/shop/pull/9/files', { ...issues, kinds: ['pull'] })).toMatchObject({ number: 9 });
  expect(parseNumber('https://github.com/acme/shop/issues/9', { ...issues, kinds: ['pull'] })).toBeNull();
});

test('without a repository a number alone means nothing', () => {
  expect(parseNumber('12', { ...issues, repository: null })).toBeNull();
  expect(parseNumber('a/b#1', { ...issues, repository: null })).toEqual({
    repository: { host: 'github.com', owner: 'a', name: 'b' },
    number: 1,
  });
});

test('whatever comes, nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^https:..github.com[a-z0-9.#/-]{0,30}$/)),
      (text) => void parseNumber(text, issues),
    ),
  );
});

test('ids keep the host, with its port, and the id of the host', () => {
  expect(splitForgeId(forgeId('127.0.0.1:4000', 'PR_kwDOA-b_1='))).toEqual({ host: '127.0.0.1:4000', nodeId: 'PR_kwDOA-b_1=' });
  for (const text of ['', 'PR_1', ':PR_1', 'github.com:', 'github.com:a b']) expect(splitForgeId(text)).toBeNull();
});
