import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestTerminal } from '@ao/testing';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

const LEAVE = '\u001cd';

let home: TestHome;
let terminals: TestTerminal[];
beforeEach(() => {
  home = createTestHome();
  terminals = [];
});
afterEach(async () => {
  await Promise.all(terminals.map((terminal) => terminal.close()));
  await home[Symbol.asyncDispose]();
});

function open(terminal: TestTerminal): TestTerminal {
  terminals.push(terminal);
  return terminal;
}

const attach = (session: string, ...flags: readonly string[]): TestTerminal => open(home.attach(session, ...flags));

/** A session whose agent is a small program: one shell script. */
async function run(script: string): Promise<void> {
  const { code, stderr } = await home.ao(['spawn', '--', 'sh', '-c', script]);
  if (code !== 0) throw new Error(stderr);
}

async function leave(terminal: TestTerminal): Promise<void> {
  terminal.write(LEAVE);
  expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
}

test('what is typed reaches the agent; leaving says how to come back, and the agent goes on', async () => {
  await home.ao(['spawn', '[[say first words]]', '--wait', '--timeout', '30s']);
  const terminal = attach('shop-1');
  await terminal.waitFor('first words');
  terminal.write('[[say typed by hand]]\r');
  await terminal.waitFor(/● typed by hand[^]*\? for shortcuts/);
  await leave(terminal);
  // The picture stays, and what is said afterwards does not write over it.
  expect(terminal.text()).toContain('● typed by hand');
  expect(terminal.text()).toMatch(/\? for shortcuts\s+Left shop-1\. It goes on; back with: ao attach shop-1$/);
  const again = attach('shop-1');
  await again.waitFor('● typed by hand');
  await leave(again);
});

test('how to leave is said once, before the picture', async () => {
  await run('cat');
  const terminal = attach('shop-1');
  await terminal.waitFor('Attached to shop-1. Leave with Ctrl-\\ d; the agent goes on.');
  await terminal.waitFor((screen) => !screen.lines.join('').includes('Attached'));
  await leave(terminal);
});

test('the program has the size of the terminal it is looked at in, and follows it', async () => {
  await run('trap "stty size" WINCH; stty size; while :; do sleep 0.05; done');
  const terminal = attach('shop-1');
  await terminal.waitFor(/^30 100$/m);
  terminal.resize({ columns: 90, rows: 25 });
  await terminal.waitFor(/^25 90$/m);
});

test('a viewer that only looks types nothing and changes no size', async () => {
  await run('trap "stty size" WINCH; stty -echo; while :; do if read -r line; then echo "read: $line"; fi; done');
  const person = attach('shop-1');
  person.write('one\r');
  await person.waitFor('read: one');
  const looker = open(home.attach('shop-1', '--read-only'));
  await looker.waitFor('Looking at shop-1, read-only.');
  await looker.waitFor('read: one');
  looker.resize({ columns: 70, rows: 20 });
  looker.write('nobody reads this\r');
  person.write('two\r');
  await looker.waitFor('read: two');
  await leave(looker);
  person.write('three\r');
  await person.waitFor('read: three');
  expect(person.text()).not.toMatch(/nobody|20 70/);
});

test('a second viewer looks on and is told so; it takes over when it asks for it, and gives control back when it leaves', async () => {
  await run('stty -echo; while read -r line; do echo "read: $line"; done');
  const first = attach('shop-1');
  first.write('from the first\r');
  await first.waitFor('read: from the first');
  const second = attach('shop-1');
  await second.waitFor('another viewer has control');
  await second.waitFor('read: from the first');
  second.write('too early\r');
  await leave(second);
  const third = attach('shop-1', '--takeover');
  await third.waitFor('read: from the first');
  await first.waitFor((screen) => screen.title.includes('read-only'));
  first.write('too late\r');
  third.write('from the third\r');
  await first.waitFor('read: from the third');
  await leave(third);
  await first.waitFor((screen) => !screen.title.includes('read-only'));
  first.write('mine again\r');
  await first.waitFor('read: mine again');
  expect(first.text()).not.toMatch(/too early|too late/);
});

test.each([
  ['exit 7', /shop-1 has ended with code 7\.\n/],
  ['kill -9 $$', /shop-1 has ended by SIGKILL\.\n/],
])('a program that ends while one looks (%s) is told with its end, and with what can be done', async (ending, told) => {
  await run(`echo begun; read -r line; ${ending}`);
  const terminal = attach('shop-1');
  await terminal.waitFor('begun');
  terminal.write('\r');
  expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
  expect(terminal.text()).toMatch(told);
  expect(terminal.text()).toMatch(/Its words: ao output shop-1 {4}Bring it back: ao session restore shop-1$/);
});

test('the daemon killed while one is attached: the viewer stays, and types on when it is back', async () => {
  await run('while read -r line; do echo "read: $line"; done');
  const terminal = attach('shop-1');
  terminal.write('before\r');
  await terminal.waitFor('read: before');
  process.kill(home.daemonPid(), 'SIGKILL');
  await terminal.waitFor((screen) => screen.title.includes('connection lost'));
  expect((await home.ao(['ls'])).stderr).toContain('Started the daemon');
  await terminal.waitFor((screen) => !screen.title.includes('connection lost'));
  terminal.write('after\r');
  await terminal.waitFor('read: after');
  expect(terminal.text().match(/read: before/g)).toHaveLength(1);
  await leave(terminal);
});

/** Switches on everything that makes a shell unusable when it stays on. */
const WILD = String.raw`printf '\033[?1049h\033[?1003h\033[?1006h\033[?2004h\033[?1004h\033[?1h\033[?25l\033[5;10r\033[41mwild'; cat`;

test.each<[string, (terminal: TestTerminal) => void]>([
  ['leaves', (terminal) => terminal.write(LEAVE)],
  ['is ended from outside', (terminal) => process.kill(viewerBehind(terminal), 'SIGTERM')],
])('whatever the program switched on is off again when the viewer %s', async (_how, end) => {
  await run(WILD);
  const terminal = open(home.shell('echo before; ao attach shop-1; stty -a; echo done'));
  await terminal.waitFor('wild');
  await terminal.waitFor(() => terminal.modes().length >= 4);
  end(terminal);
  await terminal.waitFor(/^done$/m);
  expect(terminal.modes()).toEqual([]);
  expect(terminal.screen().alternateScreen).toBe(false);
  expect(terminal.text()).toMatch(/ icanon/);
  expect(terminal.text()).toMatch(/ echo /);
  expect(terminal.screen().title).toBe('');
});

/** The `ao attach` that runs in a terminal's shell. */
function viewerBehind(terminal: TestTerminal): number {
  const viewer = home
    .processes()
    .find(({ pid, command }) => command.includes('attach shop-1') && command.includes('ao.js') && pid !== terminal.pid);
  if (viewer === undefined) throw new Error('nobody is attached');
  return viewer.pid;
}

test('attaching to nothing, or without a terminal, says what to do instead', async () => {
  await run('cat');
  const nobody = attach('shop-99');
  expect((await nobody.exited).code).toBe(3);
  expect(nobody.text()).toContain('There is no session shop-99. See `ao ls --all`.');
  expect(await home.ao(['attach', 'shop-1'])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('ao output shop-1 --screen'),
  });
});
