import assert from 'node:assert/strict';
import type { LaunchId, SessionId } from '@ao/domain';
import type { HookEntry, ScreenSnapshot } from '@ao/ports';
import { assert as holds, property } from 'fast-check';
import type { AgentCase } from './agent-case.ts';
import { anyPayload, anyScreenLines, anyText } from './garbage.ts';

const RUNS = { numRuns: 300 };
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const DIALOG_TEXT_MAX_LENGTH = 300;
const DETAIL_MAX_LENGTH = 500;

/** What holds for everything an agent reads: its hooks, its screen, its notes. */
export const observationCases: readonly AgentCase[] = [
  {
    name: 'no payload of a hook makes it throw; what it says is short, dated as the entry, and the same each time',
    applies: (agent) => agent.interpretHook !== undefined,
    run({ agent }) {
      holds(
        property(anyPayload, (payload) => {
          const entry: HookEntry = Object.freeze({ sessionId: 'shop-1' as SessionId, launchId: 'l-1' as LaunchId, at: 1234, payload });
          const signals = agent.interpretHook?.(entry) ?? [];
          assert.deepEqual(agent.interpretHook?.(entry), signals);
          for (const signal of signals) {
            assert.equal(signal.at, 1234);
            assert.equal(signal.source, 'hook');
            assert.ok(signal.evidence.length > 0 && signal.evidence.length <= DETAIL_MAX_LENGTH);
            const detail = 'detail' in signal ? (signal.detail ?? '') : '';
            assert.ok(detail.length <= DETAIL_MAX_LENGTH && !CONTROL.test(detail), 'a detail is one short line');
          }
        }),
        RUNS,
      );
    },
  },
  {
    name: 'no screen makes it throw; a dialog has one short line, and only a composer has text',
    applies: (agent) => agent.readScreen !== undefined,
    run({ agent }) {
      holds(
        property(anyScreenLines, anyText, (lines, title) => {
          const reading = agent.readScreen?.(screenOf(lines, title));
          assert.ok(reading !== undefined);
          assert.equal(reading.dialog !== null, reading.state === 'dialog');
          if (reading.dialog !== null) {
            assert.ok(reading.dialog.text.length <= DIALOG_TEXT_MAX_LENGTH && !CONTROL.test(reading.dialog.text));
            assert.equal(reading.composerText, null);
          }
        }),
        RUNS,
      );
    },
  },
  {
    name: 'an empty screen is no composer',
    applies: (agent) => agent.readScreen !== undefined,
    run({ agent }) {
      const reading = agent.readScreen?.(screenOf(['', '', ''], ''));
      assert.ok(reading?.state === 'starting' || reading?.state === 'unknown');
    },
  },
  {
    name: 'of a process that has ended it notes nothing',
    applies: (agent) => agent.readStatus !== undefined,
    async run({ agent, request }) {
      const { sessionId, worktreePath, env } = request();
      const process = { pid: 4_000_000, startTime: '1', bootId: 'another' };
      assert.equal(await agent.readStatus?.({ sessionId, worktreePath, env, process, agentSessionId: null }), null);
    },
  },
  {
    name: 'its check is quick, tells a code only when it failed, and heeds the signal',
    async run({ agent, request }) {
      const { env, command } = request();
      const check = await agent.check({ env, command });
      assert.ok(check.summary.length > 0);
      assert.equal(check.code !== null, check.level === 'failed');
      if (check.level === 'failed') assert.ok(check.remedy !== null, 'a failure says what to do');
      const nothing = await agent.check({ env: {}, command });
      assert.equal(nothing.code !== null, nothing.level === 'failed');
    },
  },
];

function screenOf(lines: readonly string[], title: string): ScreenSnapshot {
  return {
    lines,
    size: { columns: 80, rows: Math.max(1, lines.length) },
    cursor: { row: 0, column: 0, visible: true },
    title,
    alternateScreen: false,
    bracketedPaste: true,
    offset: 0,
    lastOutputAt: null,
    exact: true,
  };
}
