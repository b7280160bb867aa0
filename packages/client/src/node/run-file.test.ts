import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStubDaemon } from '../__fixtures__/stub-daemon.ts';
import { connectFromRunFile } from './node-client.ts';
import { readRunFile, runFilePath } from './run-file.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-client-'));
  mkdirSync(join(home, 'run'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function write(content: unknown, mode = 0o600): void {
  const path = join(home, 'run', 'daemon.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(path, mode);
}

const RUN_FILE = { url: 'http://127.0.0.1:3001', token: 'main', port: 3001, pid: 1, version: '9.9.9' };

test('the run file is looked for in the home that is given, then AO_HOME, then the default', () => {
  expect(runFilePath({ home: '/a', environment: { AO_HOME: '/b' } })).toBe('/a/run/daemon.json');
  expect(runFilePath({ environment: { AO_HOME: '/b' } })).toBe('/b/run/daemon.json');
  expect(runFilePath({ environment: { AO_HOME: ' ' } })).toMatch(/\/\.ao\/run\/daemon\.json$/);
  expect(runFilePath({ environment: {} })).toMatch(/\/\.ao\/run\/daemon\.json$/);
});

test.each(['http://127.0.0.1:3001', 'http://localhost:1', 'http://[::1]:65535'])('%s is on this machine', (url) => {
  write({ ...RUN_FILE, url });
  expect(readRunFile({ home })).toEqual({ url, token: 'main' });
});

test.each<[string, unknown]>([
  ['another machine', { ...RUN_FILE, url: 'http://10.0.0.7:3001' }],
  ['a name that only looks like this machine', { ...RUN_FILE, url: 'http://127.0.0.1.evil.test:3001' }],
  ['a user name that looks like this machine', { ...RUN_FILE, url: 'http://127.0.0.1:3001@evil.test' }],
  ['a path behind the address', { ...RUN_FILE, url: 'http://127.0.0.1:3001/x' }],
  ['another protocol', { ...RUN_FILE, url: 'https://127.0.0.1:3001' }],
  ['no token', { url: RUN_FILE.url }],
  ['an empty token', { ...RUN_FILE, token: '' }],
  ['no address', { token: 'main' }],
  ['no JSON', '{"url":'],
  ['no object', '7'],
  ['nothing', ''],
])('%s is refused', (_, content) => {
  write(content);
  expect(() => readRunFile({ home })).toThrow(expect.objectContaining({ code: 'RUN_FILE_INVALID' }));
});

test('a file that somebody else could have written is refused', () => {
  write(RUN_FILE, 0o622);
  expect(() => readRunFile({ home })).toThrow(expect.objectContaining({ code: 'RUN_FILE_INVALID' }));
});

test('without a run file no daemon is running', () => {
  expect(() => readRunFile({ home })).toThrow(expect.objectContaining({ code: 'DAEMON_NOT_RUNNING' }));
});

test('an agent speaks in the name of its session', () => {
  write(RUN_FILE);
  const tokenFile = join(home, 'token');
  writeFileSync(tokenFile, 'from-file\n', { mode: 0o600 });
  const read = (environment: Readonly<Record<string, string>>) => readRunFile({ environment: { AO_HOME: home, ...environment } }).token;
  expect(read({ AO_TOKEN: 'of-session' })).toBe('of-session');
  expect(read({ AO_TOKEN_FILE: tokenFile })).toBe('from-file');
  expect(read({ AO_TOKEN: '', AO_TOKEN_FILE: '' })).toBe('main');
  expect(readRunFile({ home, environment: { AO_TOKEN: 'of-session' } }).token).toBe('main');
});

test('an agent that cannot read the run file uses the address it was started with', () => {
  const environment = { AO_HOME: home, AO_TOKEN: 'of-session', AO_URL: 'http://127.0.0.1:3009' };
  expect(readRunFile({ environment })).toEqual({ url: 'http://127.0.0.1:3009', token: 'of-session' });
  expect(() => readRunFile({ environment: { ...environment, AO_URL: 'http://evil.test:1' } })).toThrow('not an address of this machine');
});

test('a client finds the daemon again after a restart', async () => {
  const first = await openStubDaemon(() => ({ projects: ['first'] }));
  write({ ...RUN_FILE, url: first.url });
  const ao = connectFromRunFile({ home });
  expect(await ao.projects.list()).toEqual(['first']);
  await first.close();
  await expect(ao.projects.list()).rejects.toMatchObject({ code: 'DAEMON_NOT_RUNNING' });
  const second = await openStubDaemon(() => ({ projects: ['second'] }));
  write({ ...RUN_FILE, url: second.url, token: 'new' });
  expect(await ao.projects.list()).toEqual(['second']);
  expect(ao.address()).toEqual({ url: second.url, token: 'new' });
  expect(second.received[0]?.headers.authorization).toBe('Bearer new');
});
