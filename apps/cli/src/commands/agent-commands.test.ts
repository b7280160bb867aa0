import type { AgentReport } from '@ao/client';
import type { Command } from '@oclif/core';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.ts';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome, type StubAnswer } from '../__fixtures__/stub-home.ts';
import Answer from './answer.ts';
import Ask from './ask.ts';
import Done from './done.ts';
import OrchestratorDelegate from './orchestrator/delegate.ts';
import OrchestratorLs from './orchestrator/ls.ts';
import OrchestratorStart from './orchestrator/start.ts';
import Report from './report.ts';
import Reports from './reports.ts';

const as = (command: unknown): typeof Command => command as typeof Command;
const AGENT = { AO_SESSION_ID: 'shop-1', AO_TOKEN: 'aos.shop-1.x' };

const QUESTION: AgentReport = {
  id: 'r-1',
  sessionId: 'shop-1',
  kind: 'question',
  text: 'Which table?\n\u001b[31mThis one?',
  at: 1,
  launchId: null,
  answer: null,
  supersededAt: null,
};
const ANSWERED: AgentReport = { ...QUESTION, answer: { text: 'The second', at: 2, by: { kind: 'person' }, delivery: 'waiting' } };
const SESSION = sampleSession({ kind: 'orchestrator', questions: [QUESTION], needs: 'Which table?' });
const MESSAGE = { id: 'm-1', sessionId: 'shop-1', state: 'queued', submittedWhileBusy: false, receipts: [] };

/** A daemon whose session asks one thing. */
const daemon: StubAnswer = ({ method, path, query }) => {
  if (path.startsWith('/orchestrators/delegate')) return { session: SESSION, started: true, replaced: null, notices: [], message: MESSAGE };
  if (path.startsWith('/orchestrators')) {
    return method === 'GET' ? { sessions: [SESSION] } : { session: SESSION, started: false, replaced: null, notices: ['not sent'] };
  }
  if (path === '/reports') return { reports: [ANSWERED, QUESTION] };
  if (path.endsWith('/reports')) return { report: QUESTION };
  if (path.endsWith('/answer') || path.endsWith('/received')) return { report: ANSWERED };
  if (path.includes('/reports/')) return { report: query['waitMs'] === '0' ? QUESTION : ANSWERED };
  return { session: SESSION };
};

async function ao(command: unknown, argv: readonly string[], env: Readonly<Record<string, string>> = {}, answer = daemon) {
  const stub = await openStubHome(answer);
  const run = await runCommand(as(command), argv, { ...stub.env, ...env });
  return { ...run, requests: stub.requests.map(({ method, path, body }) => ({ line: `${method} ${path}`, body })) };
}

describe('what agents type', () => {
  test.each([
    [Report, ['It works'], { kind: 'report', text: 'It works', id: expect.stringMatching(/^r-/) }],
    [Done, ['All green', '--id', 'r-7'], { kind: 'done', text: 'All green', id: 'r-7' }],
    [Done, [], { kind: 'done', text: '', id: expect.anything() }],
    [Ask, ['Which?'], { kind: 'question', text: 'Which?', id: expect.anything() }],
  ])('%o %j is said in the name of their session', async (command, argv, body) => {
    const { requests, exitCode } = await ao(command, argv, AGENT);
    expect(requests).toEqual([{ line: 'POST /sessions/shop-1/reports', body }]);
    expect(exitCode).toBe(0);
  });

  test.each([Report, Ask, Done])('is refused outside a session, and nothing is sent', async (command) => {
    const { stderr, requests, exitCode } = await ao(command, ['x'], { AO_SESSION_ID: '', AO_TOKEN: '' });
    expect(stderr).toMatch(/is for the agent of a session, and this is none\./);
    expect([requests, exitCode]).toEqual([[], 1]);
  });

  test('a question that is waited for prints the answer, and confirms it', async () => {
    const { stdout, requests } = await ao(Ask, ['Which?', '--wait', '--timeout', '5s'], AGENT);
    expect(stdout).toBe('The second\n');
    expect(requests.map(({ line }) => line)).toEqual([
      'POST /sessions/shop-1/reports',
      'GET /sessions/shop-1/reports/r-1',
      'POST /sessions/shop-1/reports/r-1/received',
    ]);
  });

  test('a question nobody answered in time says that the answer comes later', async () => {
    const { stdout, exitCode } = await ao(Ask, ['Which?', '--wait', '--timeout', '0s'], AGENT);
    expect(stdout).toContain('The answer comes to you as a message');
    expect(exitCode).toBe(4);
  });
});

describe('what people see and answer', () => {
  test('the list says what is open and how to answer it, on one line each', async () => {
    const { stdout } = await ao(Reports, ['shop-1', '--open']);
    expect(stdout).toMatch(/r-1 +shop-1 +question .*Which table\? This one\? {2}→ The second/);
    expect(stdout).toContain('Which table? This one?  ao answer shop-1 "…"');
  });

  test('words answer the question; a choice of an open request answers that', async () => {
    const { stdout, requests } = await ao(Answer, ['shop-1', 'The second']);
    expect(stdout).toMatch(/shop-1 {2}r-1 {2}answered: given to the agent/);
    expect(requests.at(-1)).toEqual({ line: 'POST /sessions/shop-1/reports/r-1/answer', body: { text: 'The second' } });
    const choices = [{ id: 'allow', label: 'Allow' }];
    const request = { id: 'Bash:1', kind: 'permission', tool: 'Bash', input: null, text: 'Bash', choices, askedAt: 1 } as const;
    const both = { ...SESSION, requests: [request] };
    const asked = await ao(Answer, ['shop-1', 'allow'], {}, (call, response) =>
      call.method === 'GET'
        ? { session: both }
        : call.path.includes('/requests/')
          ? { session: both, request, choice: choices[0], evidence: 'e' }
          : daemon(call, response),
    );
    expect(asked.requests.at(-1)?.line).toBe('POST /sessions/shop-1/requests/Bash%3A1/answer');
  });

  test('without words it shows the question', async () => {
    const { stderr } = await ao(Answer, ['shop-1']);
    expect(stderr).toContain('shop-1 asks: Which table?');
    expect(stderr).toContain('ao answer shop-1 "<text>"');
  });

  test('of several questions one has to be named', async () => {
    const other = { ...QUESTION, id: 'r-2' };
    const { stderr } = await ao(Answer, ['shop-1', 'x'], {}, () => ({ session: { ...SESSION, questions: [QUESTION, other] } }));
    expect(stderr).toMatch(/asks 2 questions\. Say which one with --request: r-1 .*, r-2/);
  });
});

describe('orchestrators', () => {
  test('one that runs already is told so', async () => {
    const { stdout, requests } = await ao(OrchestratorStart, ['shop', '--prompt', 'Begin']);
    expect(stdout).toMatch(/^not sent\nshop-1 runs already\.\n.*\(orchestrator\).*\nGive it a task/);
    expect(requests).toEqual([{ line: 'POST /orchestrators', body: { projectId: 'shop', prompt: 'Begin' } }]);
  });

  test('are listed', async () => {
    const { stdout } = await ao(OrchestratorLs, ['-p', 'shop']);
    expect(stdout).toMatch(/shop-1 .*\(orchestrator\)/);
    expect((await ao(OrchestratorLs, [], {}, () => ({ sessions: [] }))).stdout).toContain('ao orchestrator start');
  });

  test('a task is shown with its receipt', async () => {
    const { stdout, requests } = await ao(OrchestratorDelegate, ['Ship it', '-p', 'shop', '--id', 'm-1']);
    expect(stdout).toMatch(/\(orchestrator\)[\s\S]*shop-1 {2}m-1/);
    expect(requests).toEqual([{ line: 'POST /orchestrators/delegate', body: { projectId: 'shop', text: 'Ship it', id: 'm-1' } }]);
  });
});
