import { createSystemClock, readProcessIdentity } from '@ao/adapter-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type WrittenLaunch, writeLaunch } from '../__fixtures__/written-launch.ts';
import { readProcesses, writeProcesses } from '../launch/launch-records.ts';
import { readLastScreen } from './last-screen.ts';

const clock = createSystemClock();
const PANES = JSON.stringify([{ id: 0, is_plugin: false, title: 't', pane_content_rows: 2, pane_content_columns: 9 }]);
let launch: WrittenLaunch;

beforeEach(async () => void (launch = await writeLaunch()));
afterEach(() => launch.remove());

/** The keeper still runs: it is about to take the picture. */
async function keeperRuns(): Promise<void> {
  const { directory } = launch.location;
  const [processes, keeper] = await Promise.all([readProcesses(directory), readProcessIdentity(process.pid)]);
  if (processes === null || keeper === null) throw new Error('they are written down');
  await writeProcesses(directory, { ...processes, keeper });
}

const read = (signal?: AbortSignal) => readLastScreen(launch.location.directory, clock, signal);

test('a picture the keeper is just taking is waited for', async () => {
  await keeperRuns();
  const reading = read();
  await clock.sleep(60);
  await launch.write('lastPanes', PANES);
  await launch.write('lastScreen', 'seen');
  await launch.write('lastHistory', 'above\nseen');
  await launch.write('kept', '');
  expect(await reading).toMatchObject({ screen: 'seen', history: 'above\nseen', kept: true, pane: { size: { columns: 9, rows: 2 } } });
});

test('a keeper that is gone is not waited for', async () => {
  const startedAt = performance.now();
  expect(await read()).toMatchObject({ screen: '', history: '', kept: false, pane: { size: { columns: 20, rows: 4 } } });
  expect(performance.now() - startedAt).toBeLessThan(1_500);
});

test('a keeper that hangs is waited for no longer than a few seconds', async () => {
  await keeperRuns();
  const startedAt = performance.now();
  expect((await read()).kept).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(8_000);
});

test('who gives up does not wait', async () => {
  await keeperRuns();
  const stop = new AbortController();
  const reading = read(stop.signal);
  setTimeout(() => stop.abort(new Error('not needed any more')), 30);
  await expect(reading).rejects.toThrow('not needed any more');
});

test('without scrollback, which is asked for last, the screen alone is shown', async () => {
  await launch.write('lastPanes', PANES);
  await launch.write('lastScreen', 'seen');
  expect(await read()).toMatchObject({ screen: 'seen', history: 'seen', kept: false, pane: { size: { columns: 9, rows: 2 } } });
});
