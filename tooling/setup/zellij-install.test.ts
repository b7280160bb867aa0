/** Talks to a cargo made for the purpose. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureZellij, installedZellij, readPinnedZellij, zellijForTests } from './zellij-install.mjs';

const pinned = { version: '9.8.7', minimumRust: '1.95.0' };
let home: string;
let environment: NodeJS.ProcessEnv;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-zellij-install-'));
  environment = { HOME: home, PATH: `${join(home, 'bin')}:/usr/bin:/bin` };
});
afterEach(() => rmSync(home, { recursive: true }));

function program(path: string, script: string) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

const cargoThat = (installs: string, version = '1.95.0') =>
  program(
    join(home, 'bin/cargo'),
    `[ "$1" = --version ] && echo "cargo ${version} (abc)" && exit\necho "$@ lto=$CARGO_PROFILE_RELEASE_LTO" >> ${home}/asked\n${installs}`,
  );
/** `cargo install --locked zellij@… --root FOLDER` */
const BUILDS = 'mkdir -p "$5/bin" && echo "#!/bin/sh" > "$5/bin/zellij" && chmod +x "$5/bin/zellij" && echo compiled';
const ensure = () => ensureZellij({ root: home, environment, pinned });
const cached = () => readdirSync(join(home, '.cache/ao-zellij'));

test('what is there is used as it is, and cargo is not asked', async () => {
  const path = join(home, '.cache/ao-zellij/9.8.7/bin/zellij');
  program(path, '');
  expect(await ensure()).toEqual({ path, built: false });
  expect(existsSync(join(home, 'asked'))).toBe(false);
});

test('otherwise the pinned version is built quickly, once, and nothing else is left', async () => {
  cargoThat(BUILDS);
  const path = join(home, '.cache/ao-zellij/9.8.7/bin/zellij');
  expect(await ensure()).toEqual({ path, built: true });
  expect(readFileSync(join(home, 'asked'), 'utf8')).toMatch(/^install --locked zellij@9\.8\.7 --root \S+ lto=off\n$/);
  expect(cached()).toEqual(['9.8.7']);
  expect(await ensure()).toEqual({ path, built: false });
});

test('a build that fails says why and leaves nothing that looks finished', async () => {
  cargoThat('echo "error: no space left"; exit 101');
  await expect(ensure()).rejects.toThrow(/could not build zellij 9\.8\.7:[^]*no space left/);
  expect(cached()).toEqual([]);
});

test('a folder that an interrupted installation has left is replaced', async () => {
  mkdirSync(join(home, '.cache/ao-zellij/9.8.7/bin'), { recursive: true });
  cargoThat(BUILDS);
  expect((await ensure()).built).toBe(true);
});

test('two at the same time do no harm, and both get the same', async () => {
  cargoThat(`sleep 0.2; ${BUILDS}`);
  const [one, other] = await Promise.all([ensure(), ensure()]);
  expect(one.path).toBe(other.path);
  expect(cached()).toEqual(['9.8.7']);
});

test('without cargo, or with an old one, it says what to install', async () => {
  environment = { HOME: home, PATH: join(home, 'bin') };
  await expect(ensure()).rejects.toThrow(/cargo, which is not installed[^]*rustup/);
  environment = { HOME: home, PATH: `${join(home, 'bin')}:/usr/bin:/bin` };
  cargoThat(BUILDS, '1.70.0');
  await expect(ensure()).rejects.toThrow(/cargo 1\.70\.0 is too old[^]*1\.95\.0 or newer[^]*rustup update/);
});

test('tests run with the named one, the pinned one, or a new enough one on PATH', async () => {
  const look = () => zellijForTests({ root: home, environment });
  expect(await look()).toBeNull();
  program(join(home, 'bin/zellij'), 'echo zellij 0.43.1');
  expect(await look()).toBeNull();
  program(join(home, 'bin/zellij'), 'echo zellij 0.44.1');
  expect(await look()).toBe('zellij');
  const path = join(home, '.cache/ao-zellij', readPinnedZellij().version, 'bin/zellij');
  program(path, '');
  expect(await look()).toBe(path);
  expect(installedZellij(environment)).toBe(path);
  environment = { ...environment, AO_ZELLIJ: '/my/zellij' };
  expect(await look()).toBe('/my/zellij');
});
