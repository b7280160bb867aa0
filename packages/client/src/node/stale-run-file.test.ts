import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ENDED, homeWith, LIVING } from '../__fixtures__/recorded-home.ts';
import { openStubDaemon, problem, type StubAnswer } from '../__fixtures__/stub-daemon.ts';
import { connectFromRunFile } from './node-client.ts';

const REPLACED = { ...LIVING, startTime: '1' };
const OF_ANOTHER_BOOT = { ...LIVING, bootId: 'another' };

const html: StubAnswer = (_, response) => void response.end('<html>');
const notFound: StubAnswer = (_, response) => void response.writeHead(404).end('Cannot GET');
const otherDaemon = problem(401, 'TOKEN_INVALID');
const neverSent = { code: 'DAEMON_NOT_RUNNING', cause: { wasNeverSent: true } };

test.each<[string, StubAnswer]>([
  ['a page for every path', html],
  ['404', notFound],
  ['as the daemon of another home', otherDaemon],
])('a port of a daemon that is gone, where another program answers %s, means that the daemon does not run', async (_what, answer) => {
  const other = await openStubDaemon(answer);
  const ao = connectFromRunFile({ home: homeWith({ url: other.url, token: 'old', process: ENDED }) });
  await expect(ao.projects.list()).rejects.toMatchObject(neverSent);
  await expect(ao.daemon.shutdown({ endSessions: false })).rejects.toMatchObject(neverSent);
});

test('a port of a daemon that is gone, where somebody speaks no HTTP, means that the daemon does not run', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('220 mail ready\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(connectFromRunFile({ home: homeWith({ url, token: 't', process: ENDED }) }).projects.list()).rejects.toMatchObject(
    neverSent,
  );
  const living = connectFromRunFile({ home: homeWith({ url, token: 't', process: LIVING }) });
  await expect(living.projects.list()).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
});

test.each<readonly [string, object]>([
  ['another process has its pid', REPLACED],
  ...(process.platform === 'linux' ? [['the machine was started anew', OF_ANOTHER_BOOT] as const] : []),
])('the daemon is gone also when %s', async (_what, recorded) => {
  const other = await openStubDaemon(html);
  const ao = connectFromRunFile({ home: homeWith({ url: other.url, token: 'old', process: recorded }) });
  await expect(ao.projects.list()).rejects.toMatchObject(neverSent);
});

test.each<[string, object | undefined]>([
  ['runs', LIVING],
  ['is not named', undefined],
  ['is named in a way nobody understands', { pid: 'x' }],
])('what answers wrongly while the process of the run file %s is told as it is', async (_what, recorded) => {
  const other = await openStubDaemon(otherDaemon);
  const ao = connectFromRunFile({ home: homeWith({ url: other.url, token: 'old', process: recorded }) });
  await expect(ao.projects.list()).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  other.answer(html);
  await expect(ao.projects.list()).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
});

test('a process that cannot be seen from a sandbox is no reason to doubt a daemon that answers', async () => {
  const daemon = await openStubDaemon(() => ({ projects: ['shop'] }));
  const ao = connectFromRunFile({ home: homeWith({ url: daemon.url, token: 't', process: ENDED }) });
  expect(await ao.projects.list()).toEqual(['shop']);
});

test('a client that was connected before finds the daemon that was started at another port since', async () => {
  const other = await openStubDaemon(html);
  const home = homeWith({ url: other.url, token: 'old', process: ENDED });
  const ao = connectFromRunFile({ home });
  await expect(ao.projects.list()).rejects.toMatchObject(neverSent);
  const daemon = await openStubDaemon(() => ({ projects: ['shop'] }));
  writeFileSync(join(home, 'run', 'daemon.json'), JSON.stringify({ url: daemon.url, token: 'new', process: LIVING }), { mode: 0o600 });
  expect(await ao.projects.list()).toEqual(['shop']);
});
