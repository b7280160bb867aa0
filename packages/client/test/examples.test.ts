import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventStream, frame, openStubDaemon, type ReceivedRequest, type StubAnswer, STUB_TOKEN } from '../src/__fixtures__/stub-daemon.ts';
import { openStubTerminals } from '../src/__fixtures__/stub-terminals.ts';

const EXAMPLES = new URL('../examples/', import.meta.url);
const SESSION = {
  id: 'shop-1',
  status: 'idle',
  needs: null,
  workspace: { branch: 'ao/shop-1/work' },
  reason: { text: 'Its turn has ended.' },
};

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-examples-'));
  mkdirSync(join(home, 'run'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs an example against a stub daemon, as a person would, and answers what it printed. */
async function runAt(url: string, name: string, interruptAfter?: string): Promise<string> {
  writeFileSync(join(home, 'run', 'daemon.json'), JSON.stringify({ url, token: STUB_TOKEN }), { mode: 0o600 });
  const child = spawn(process.execPath, ['--conditions=@ao/source', fileURLToPath(new URL(name, EXAMPLES))], {
    env: { PATH: process.env['PATH'], AO_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (part: Buffer) => {
    text += String(part);
  });
  child.stdout.on('data', (part: Buffer) => {
    text += String(part);
    if (interruptAfter !== undefined && text.includes(interruptAfter)) child.kill('SIGINT');
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return `${text}exit ${String(code)}`;
}

async function run(
  name: string,
  answer: StubAnswer,
  interruptAfter?: string,
): Promise<{ readonly text: string; readonly received: readonly ReceivedRequest[] }> {
  const stub = await openStubDaemon(answer);
  return { text: await runAt(stub.url, name, interruptAfter), received: stub.received };
}

const EXPECTED: Readonly<Record<string, () => Promise<void>>> = {
  'spawn-and-wait.ts': async () => {
    const { text, received } = await run('spawn-and-wait.ts', ({ path }) => {
      if (path.includes('/output')) return { lines: ['All green.'] };
      return path.includes('/wait') ? { session: SESSION } : { session: SESSION, notices: ['started from origin/main'] };
    });
    expect(text).toBe(
      'note: started from origin/main\nshop-1 works on ao/shop-1/work\nshop-1 is idle: Its turn has ended.\n| All green.\nexit 0',
    );
    expect(received.map((request) => request.method)).toEqual(['POST', 'GET', 'GET']);
  },
  'follow-events.ts': async () => {
    const { text } = await run(
      'follow-events.ts',
      eventStream(
        frame({ type: 'snapshot', cursor: 7, sessions: [SESSION] }, 7),
        frame({ type: 'session.updated', sequence: 8, sessionId: 'shop-1', projectId: 'shop' }, 8),
        frame({ type: 'session.status', sessionId: 'shop-1', status: 'idle' }),
      ),
      'shop-1 idle\n',
    );
    expect(text).toBe('1 sessions at 7\n8 session.updated shop-1\nshop-1 idle\nexit 0');
  },
  'watch-terminal.ts': async () => {
    const stub = await openStubTerminals(({ type, stream = 0 }, connection) => {
      if (type !== 'open') return;
      connection.say({ type: 'opened', stream, session: 'shop-1', mode: 'observe' });
      connection.say({ type: 'snapshot', stream, offset: 5, size: { columns: 80, rows: 24 }, bytes: 5 });
      connection.snapshot(stream, 5, 'hello');
      connection.data(stream, 5, ' world');
      connection.say({ type: 'exit', stream, exit: { at: 1, code: 3, signal: null, evidence: 'exit_record' } });
    });
    expect(await runAt(stub.url, 'watch-terminal.ts')).toBe('\u001bchello world\n[the program has ended with 3]\nexit 0');
    expect(stub.connections[0]?.received[0]).toEqual({ type: 'open', stream: 1, session: 'shop-1', mode: 'observe' });
  },
};

test.each(readdirSync(EXAMPLES))('examples/%s does what it says', async (name) => {
  expect(Object.keys(EXPECTED)).toContain(name);
  await EXPECTED[name]?.();
});
