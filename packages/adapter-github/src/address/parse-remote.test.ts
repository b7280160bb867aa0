import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownHosts } from './github-host.ts';
import { parseRemote } from './parse-remote.ts';

const HOSTS = knownHosts([{ host: 'git.acme.example:8443', gitHosts: ['git.acme.example', 'acme-git'] }, { host: 'acme.ghe.com' }]);
const at = (host: string, owner: string, name: string) => ({ host, owner, name });

test.each([
  ['https://github.com/acme/shop.git', at('github.com', 'acme', 'shop')],
  ['https://github.com/acme/shop', at('github.com', 'acme', 'shop')],
  ['https://github.com/acme/shop/', at('github.com', 'acme', 'shop')],
  ['https://ghp_secret@github.com/acme/shop.git', at('github.com', 'acme', 'shop')],
  ['https://x-access-token:secret@GitHub.com/acme/shop.git', at('github.com', 'acme', 'shop')],
  ['http://github.com/acme/shop', at('github.com', 'acme', 'shop')],
  ['git@github.com:acme/shop.git', at('github.com', 'acme', 'shop')],
  ['github.com:acme/shop', at('github.com', 'acme', 'shop')],
  ['git@github.com:/acme/shop.git', at('github.com', 'acme', 'shop')],
  ['ssh://git@github.com/acme/shop.git', at('github.com', 'acme', 'shop')],
  ['ssh://git@ssh.github.com:443/acme/shop.git', at('github.com', 'acme', 'shop')],
  ['git+ssh://git@github.com/acme/shop.git', at('github.com', 'acme', 'shop')],
  ['git://github.com/acme/shop.git', at('github.com', 'acme', 'shop')],
  ['git@github.com:acme/shop.js.git', at('github.com', 'acme', 'shop.js')],
  ['git@github.com:acme_corp/shop', at('github.com', 'acme_corp', 'shop')],
  ['  git@github.com:acme/shop.git\n', at('github.com', 'acme', 'shop')],
  ['https://git.acme.example:8443/acme/shop', at('git.acme.example:8443', 'acme', 'shop')],
  ['ssh://git@git.acme.example:22/acme/shop', at('git.acme.example:8443', 'acme', 'shop')],
  ['acme-git:acme/shop', at('git.acme.example:8443', 'acme', 'shop')],
  ['git@acme.ghe.com:acme/shop.git', at('acme.ghe.com', 'acme', 'shop')],
])('%j is %j', (url, address) => {
  expect(parseRemote(url, HOSTS)).toEqual(address);
});

test.each([
  'https://gitlab.com/acme/shop.git',
  'https://github.com.evil.example/acme/shop',
  'https://github.com@evil.example/acme/shop',
  'git@evil.example:github.com/acme/shop',
  'https://github.com/acme',
  'https://github.com/acme/shop/tree/main',
  'https://github.com/acme/..',
  'https://github.com//shop',
  'https://github.com/-acme/shop',
  'https://github.com/a b/shop',
  '/srv/git/acme/shop.git',
  './github.com:acme/shop',
  'file:///srv/acme/shop.git',
  'C:\\work\\shop',
  'C:/work/shop',
  '',
  'x'.repeat(5_000),
])('%j is none of these hosts', (url) => {
  expect(parseRemote(url, HOSTS)).toBeNull();
});

describe('whatever comes', () => {
  const owner = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,20}$/);
  const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,30}$/).filter((text) => !/^\.{1,2}$/.test(text) && !text.endsWith('.git'));

  test('every form of the same repository is read alike', () => {
    fc.assert(
      fc.property(owner, name, (owner, name) => {
        const forms = [
          `https://github.com/${owner}/${name}`,
          `git@github.com:${owner}/${name}.git`,
          `ssh://git@github.com/${owner}/${name}.git`,
        ];
        for (const form of forms) expect(parseRemote(form, HOSTS)).toEqual(at('github.com', owner, name));
      }),
    );
  });

  test('nothing is thrown, and only known hosts come out', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `git@github.com:${text}`),
        ),
        (text) => {
          const address = parseRemote(text, HOSTS);
          if (address !== null) expect(HOSTS.map(({ host }) => host)).toContain(address.host);
        },
      ),
    );
  });
});

test.each([
  ['github.com', 'https://api.github.com', 'https://api.github.com/graphql'],
  ['acme.ghe.com', 'https://api.acme.ghe.com', 'https://api.acme.ghe.com/graphql'],
  ['git.acme.example', 'https://git.acme.example/api/v3', 'https://git.acme.example/api/graphql'],
])('%s is asked at %s', (host, apiUrl, graphqlUrl) => {
  expect(knownHosts([{ host }]).find((known) => known.host === host)).toMatchObject({ apiUrl, graphqlUrl });
});

test('a slash at the end of an address does no harm', () => {
  const [, own] = knownHosts([{ host: 'git.acme.example', apiUrl: 'http://127.0.0.1:1/api/v3/' }]);
  expect(own).toMatchObject({ apiUrl: 'http://127.0.0.1:1/api/v3', graphqlUrl: 'http://127.0.0.1:1/api/graphql' });
});
