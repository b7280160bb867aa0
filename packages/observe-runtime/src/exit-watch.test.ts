import { afterEach, expect, test, vi } from 'vitest';
import { createObservedWorld, createScriptedRuntime, deathAt, terminalOf } from './__fixtures__/observed-world.ts';

let stop = new AbortController();
afterEach(() => stop.abort());

test('an exit that is announced while the database cannot be read does not end the daemon, and is not missed', async () => {
  const host = createScriptedRuntime();
  const { spawn, clock, stores, logger, observer, phaseOf } = createObservedWorld([host]);
  const id = spawn();
  stop = new AbortController();
  void observer.run(stop.signal);
  await clock.advance(0);

  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  const list = vi.spyOn(stores.sessions, 'list').mockImplementation(() => {
    throw new Error('disk I/O error');
  });
  host.answers.set(terminalOf(id), deathAt(clock.now()));
  host.announceExit(terminalOf(id));
  await clock.advance(10);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
  expect(logger.lines).toMatchObject([{ level: 'error' }]);

  list.mockRestore();
  host.announceExit(terminalOf(id));
  await clock.advance(10);
  expect(phaseOf(id)).toBe('ended');
});
