import { expect, test } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.ts';
import { openStubHome } from '../__fixtures__/stub-home.ts';
import Notices from './notices.ts';
import NoticesRead from './notices/read.ts';
import NoticesTest from './notices/test.ts';
import WebhookGithub from './webhook/github.ts';

const answers = (path: string): object => {
  if (path.endsWith('/read')) return { read: 2 };
  if (path.endsWith('/test')) return { trials: [{ outlet: 'desk', kind: 'desktop', state: 'refused', detail: 'No display.' }] };
  if (path.endsWith('/setup'))
    return { setup: { secret: 'abc123', source: 'file', created: true, events: ['push', 'status'], hosts: ['hooks.test'] } };
  return { notices: [] };
};
const open = () => openStubHome((request) => answers(request.path));
const envOf = (home: Awaited<ReturnType<typeof open>>) => home.env as Record<string, string>;

test('notices are asked for as the flags say', async () => {
  const home = await open();
  const run = await runCommand(Notices, ['--unread', '--project', 'shop', '-n', '5'], envOf(home));
  expect([run.stdout.trim(), run.exitCode]).toEqual(['Nothing new.', 0]);
  expect(home.requests.at(-1)?.path).toBe('/notices');
  const document = await runCommand(Notices, ['--json'], envOf(home));
  expect(JSON.parse(document.stdout)).toEqual({ notices: [] });
});

test.each([
  [['12', '13'], { ids: [12, 13] }],
  [['--all'], {}],
])('ao notices read %j', async (argv, body) => {
  const home = await open();
  const run = await runCommand(NoticesRead, argv, envOf(home));
  expect(run.stdout.trim()).toBe('2 notices marked as read.');
  expect(home.requests.at(-1)).toMatchObject({ path: '/notices/read', body });
});

test.each([[[]], [['12', '--all']], [['twelve']], [['0']]])('ao notices read %j is not understood', async (argv) => {
  const home = await open();
  const run = await runCommand(NoticesRead, argv, envOf(home));
  expect([run.exitCode, run.stdout, run.stderr]).toEqual([2, '', expect.stringMatching(/number|notices/)]);
  expect(home.requests).toEqual([]);
});

test('an outlet that does not take it is told by the exit code', async () => {
  const home = await open();
  const run = await runCommand(NoticesTest, ['desk'], envOf(home));
  expect([run.stdout.trim(), run.exitCode]).toEqual(['desk (desktop)  not delivered  No display.', 1]);
  expect(home.requests.at(-1)).toMatchObject({ path: '/notices/test', body: { outlet: 'desk' } });
});

test('what to enter at GitHub is shown with a command to try it', async () => {
  const home = await open();
  const run = await runCommand(WebhookGithub, [], envOf(home));
  expect(run.stdout).toMatch(/A secret was made\./);
  expect(run.stdout).toMatch(/Secret {2,}abc123\n/);
  expect(run.stdout).toMatch(
    /gh webhook forward --repo OWNER\/NAME --events=push,status --url=http:\/\/127\.0\.0\.1:\d+\/api\/v1\/webhooks\/github --secret=abc123/,
  );
  expect(home.requests.at(-1)).toMatchObject({ path: '/webhooks/github/setup', body: {} });
  const document = JSON.parse((await runCommand(WebhookGithub, ['--rotate', '--json'], envOf(home))).stdout) as object;
  expect(document).toMatchObject({ secret: 'abc123', url: expect.stringMatching(/\/api\/v1\/webhooks\/github$/) as string });
  expect(home.requests.at(-1)).toMatchObject({ body: { rotate: true } });
});
