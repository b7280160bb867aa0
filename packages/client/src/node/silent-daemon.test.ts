import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ENDED, homeWith, LIVING } from '../__fixtures__/recorded-home.ts';
import { openStubDaemon, type StubAnswer } from '../__fixtures__/stub-daemon.ts';
import { connectFromRunFile } from './node-client.ts';

/** Says nothing to whatever it is asked, as a process that was stopped, or a program that waits for other words. */
const silent: StubAnswer = () => undefined;
const SECOND_MS = 1_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Lets time pass until the call has come to an end, while real requests go their way; answers that end, and how long it took. */
async function outcomeOf(call: Promise<unknown>): Promise<{ readonly value: unknown; readonly seconds: number }> {
  let end: { readonly value: unknown } | null = null;
  call.then(
    (value) => (end = { value }),
    (error: unknown) => (end = { value: error }),
  );
  for (let seconds = 0; ; seconds += 1) {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    if (end !== null) return { ...(end as { readonly value: unknown }), seconds };
    await vi.advanceTimersByTimeAsync(SECOND_MS);
  }
}

test('a daemon that does not even say that it is there is told not to respond, with what to do about it', async () => {
  const stub = await openStubDaemon(silent);
  const { value, seconds } = await outcomeOf(
    connectFromRunFile({ home: homeWith({ url: stub.url, token: 't', process: LIVING }) }).projects.list(),
  );
  expect(value).toMatchObject({ code: 'DAEMON_NOT_RESPONDING', message: expect.stringContaining(`\`kill -9 ${LIVING.pid}\``) });
  expect(seconds).toBe(15);
});

test('a port of a daemon that is gone, where another program says nothing, means that the daemon does not run', async () => {
  const stub = await openStubDaemon(silent);
  const { value } = await outcomeOf(connectFromRunFile({ home: homeWith({ url: stub.url, token: 't', process: ENDED }) }).projects.list());
  expect(value).toMatchObject({ code: 'DAEMON_NOT_RUNNING', cause: { wasNeverSent: true } });
});

test('a call that takes its time is waited for as long as the daemon says that it is there', async () => {
  let questions = 0;
  const stub = await openStubDaemon((request, response) => {
    if (request.path === '/healthz') return { status: 'ok', asked: (questions += 1) };
    setTimeout(() => response.end('{"projects":["shop"]}'), 60 * SECOND_MS);
    return undefined;
  });
  const { value, seconds } = await outcomeOf(
    connectFromRunFile({ home: homeWith({ url: stub.url, token: 't', process: LIVING }) }).projects.list(),
  );
  expect(value).toEqual(['shop']);
  expect(seconds).toBe(60);
  // After 5 s, 15 s and 35 s.
  expect(questions).toBe(3);
});

test('a daemon that is busy for some seconds, and then answers, is not given up, nor is an answer that takes its time', async () => {
  const stub = await openStubDaemon((request, response) => {
    if (request.path === '/healthz') return undefined;
    setTimeout(() => response.write('{"projects":'), 12 * SECOND_MS);
    setTimeout(() => response.end('["shop"]}'), 20 * SECOND_MS);
    return undefined;
  });
  const { value } = await outcomeOf(connectFromRunFile({ home: homeWith({ url: stub.url, token: 't', process: LIVING }) }).projects.list());
  expect(value).toEqual(['shop']);
});

test('whoever gives up a call first is told their own reason', async () => {
  const stub = await openStubDaemon(silent);
  const leaving = new AbortController();
  const call = connectFromRunFile({ home: homeWith({ url: stub.url, token: 't', process: LIVING }) }).daemon.status(leaving.signal);
  setTimeout(() => leaving.abort(new Error('enough')), 2 * SECOND_MS);
  expect(await outcomeOf(call)).toMatchObject({ value: { message: 'enough' }, seconds: 2 });
});
