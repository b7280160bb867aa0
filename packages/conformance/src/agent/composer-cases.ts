import assert from 'node:assert/strict';
import { cleanMessageText } from '@ao/domain';
import type { TypingStep } from '@ao/ports';
import { assert as holds, boolean, property } from 'fast-check';
import type { AgentCase } from './agent-case.ts';
import { anyText } from './garbage.ts';

const RUNS = { numRuns: 300 };
const PASTE = /\u001b\[200~([\s\S]*?)\u001b\[201~/g;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const KEY_MAX_BYTES = 256;

/** What holds for every composer. */
export const composerCases: readonly AgentCase[] = [
  {
    name: 'whatever the text, no control character is typed but the marks round a paste and the key that submits',
    applies: (agent) => agent.composer !== undefined,
    run({ agent }) {
      holds(
        property(anyText, boolean(), (text, bracketedPaste) => {
          const plan = agent.composer?.plan(cleanMessageText(text), { bracketedPaste });
          assert.ok(plan !== undefined);
          if (plan.type === 'refuse') {
            assert.ok(plan.reason.length > 0, 'a refusal has a reason');
            return;
          }
          const typed = plan.steps.map((step) => textOf(step)).join('');
          const bare = bracketedPaste ? typed.replaceAll(PASTE, (_all, pasted: string) => pasted) : typed;
          assert.ok(!CONTROL.test(bare), `a control character is typed: ${JSON.stringify(bare)}`);
          assert.equal(textOf(plan.submit), '\r');
          for (const step of [...plan.steps, plan.submit]) assert.ok(step.bytes.length > 0 && step.settleMs >= 0);
        }),
        RUNS,
      );
    },
  },
  {
    name: 'without bracketed paste no mark of one is written',
    applies: (agent) => agent.composer !== undefined,
    run({ agent }) {
      const plan = agent.composer?.plan('hello', { bracketedPaste: false });
      assert.ok(plan?.type === 'type' && plan.steps.every((step) => !textOf(step).includes('\u001b')));
    },
  },
  {
    name: 'a text of one mebibyte is planned in reasonable time, or refused',
    applies: (agent) => agent.composer !== undefined,
    run({ agent }) {
      const begun = performance.now();
      const plan = agent.composer?.plan('long message '.repeat(80_000), { bracketedPaste: true });
      assert.ok(performance.now() - begun < 2_000);
      const settling = plan?.type === 'type' ? plan.steps.reduce((sum, step) => sum + step.settleMs, 0) : 0;
      assert.ok(settling < 60_000, 'typing it takes less than a minute');
    },
  },
  {
    name: 'what is expected on the screen is a short visible piece of what is typed, or a marker',
    applies: (agent) => agent.composer !== undefined,
    run({ agent }) {
      for (const text of ['hello world', 'two\nlines here', 'x'.repeat(3000), 'a\n'.repeat(50).trim()]) {
        const plan = agent.composer?.plan(text, { bracketedPaste: true });
        assert.ok(plan?.type === 'type');
        const expected = plan.expectOnScreen;
        assert.ok(expected === null || (expected.trim() !== '' && expected.length <= 80 && !expected.includes('\n')));
      }
    },
  },
  {
    name: 'clearing and interrupting are a few keys',
    applies: (agent) => agent.composer !== undefined,
    run({ agent }) {
      const steps = [agent.composer?.clear, ...(agent.composer?.interrupt ?? [])];
      for (const step of steps) assert.ok(step !== undefined && step.bytes.length > 0 && step.bytes.length <= KEY_MAX_BYTES);
      assert.ok((agent.composer?.interrupt.length ?? 0) > 0);
      assert.ok((agent.composer?.acknowledgeWithinMs ?? 0) > 0);
    },
  },
];

function textOf(step: TypingStep): string {
  return new TextDecoder().decode(step.bytes);
}
