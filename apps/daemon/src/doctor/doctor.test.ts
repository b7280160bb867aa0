import type { CheckReport } from '@ao/httpd';
import { expect, test } from 'vitest';
import type { NamedCheck } from './doctor-checks.ts';
import { environmentCheck, homeCheck } from './doctor-checks.ts';
import { runDoctor } from './doctor.ts';

const fine: CheckReport = { level: 'ok', summary: 'fine', path: null, version: null, remedy: null, code: null };
const missing: CheckReport = { ...fine, level: 'failed', code: 'AGENT_NOT_INSTALLED' };

function check(id: string, report: CheckReport): NamedCheck {
  return { id, title: id, run: () => Promise.resolve(report) };
}

test('a check that breaks is a finding, and the others still run', async () => {
  const broken: NamedCheck = { id: 'broken', title: 'Broken', run: () => Promise.reject(new Error('no such thing')) };
  const report = await runDoctor([broken, check('home', fine)], 5);
  expect(report.ok).toBe(false);
  expect(report.checks.map(({ id, level }) => [id, level])).toEqual([
    ['broken', 'failed'],
    ['home', 'ok'],
  ]);
  expect(report.checks[0]?.summary).toContain('no such thing');
});

test.each([
  ['one agent is there', [check('agent.one', fine), check('agent.two', missing)], true],
  ['none is there', [check('agent.one', missing), check('agent.command', fine)], false],
  ['one is there, another is broken', [check('agent.one', fine), check('agent.two', { ...missing, code: 'AGENT_NOT_LOGGED_IN' })], false],
])('agents: %s', async (_name, checks, ok) => {
  expect((await runDoctor(checks, 0)).ok).toBe(ok);
});

test('the environment check says why agents do not get the login shell', async () => {
  const captured = { env: {}, source: 'inherited', problem: '/bin/zsh took longer than 5000 ms to start' } as const;
  const report = await environmentCheck(() => Promise.resolve(captured)).run(AbortSignal.timeout(1000));
  expect(report).toMatchObject({ level: 'warning', summary: expect.stringContaining('took longer') as string });
});

test('a home on a network file system is warned about', async () => {
  const report = await homeCheck('/tmp', () => true).run(AbortSignal.timeout(1000));
  expect(report).toMatchObject({ level: 'warning', remedy: 'Set AO_HOME to a local folder.' });
});
