import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSteps } from './steps.mjs';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recorder(isTTY: boolean) {
  let text = '';
  return { stream: { isTTY, columns: 60, write: (part: string) => void (text += part) }, text: () => text };
}

describe('without a terminal', () => {
  test('each step is one line with its account and time, under the title', async () => {
    const { stream, text } = recorder(false);
    const steps = createSteps({ title: 'setup', stream, environment: {} });
    const value = await steps.run('build', async () => {
      await vi.advanceTimersByTimeAsync(1_500);
      return { detail: '24 tasks', value: 7 };
    });
    steps.done('Ready.');
    expect(value).toBe(7);
    expect(text().split('\n')).toEqual(['ao setup', expect.stringMatching(/^ {2}build +24 tasks +1\.5 s$/), 'Ready. (1.5 s)', '']);
  });

  test('a long step gives a sign of life with its progress', async () => {
    const { stream, text } = recorder(false);
    const steps = createSteps({ title: 'setup', stream, environment: {} });
    await steps.run('dependencies', async (step) => {
      step.progress('resolved 100');
      await vi.advanceTimersByTimeAsync(21_000);
      return { detail: 'done', value: undefined };
    });
    expect(text().match(/resolved 100/g)).toHaveLength(2);
  });

  test('a step that had nothing to do keeps quiet', async () => {
    const { stream, text } = recorder(false);
    await createSteps({ title: 'setup', stream, environment: {} }).run('build', async () => ({ detail: '', value: 1 }));
    expect(text()).toBe('');
  });
});

describe('on a terminal', () => {
  test('the running step is redrawn in place, cut to the width', async () => {
    const { stream, text } = recorder(true);
    const steps = createSteps({ title: 'setup', stream, environment: {} });
    await steps.run('build', async (step) => {
      step.progress('x'.repeat(200));
      await vi.advanceTimersByTimeAsync(250);
      return { detail: 'done', value: undefined };
    });
    const redrawn = text()
      .split('\r\u001b[K')
      .filter((part) => part.includes('xxx'));
    expect(redrawn).toHaveLength(2);
    expect(Math.max(...redrawn.map((part) => part.length))).toBe(59);
  });

  test('continuous integration gets plain lines even then', async () => {
    const { stream, text } = recorder(true);
    const steps = createSteps({ title: 'setup', stream, environment: { CI: 'true' } });
    await steps.run('build', async () => {
      await vi.advanceTimersByTimeAsync(5_000);
      return { detail: 'done', value: undefined };
    });
    expect(text()).not.toContain('\u001b');
  });
});

test('a failed step says so, and the live line ends', async () => {
  const { stream, text } = recorder(false);
  const steps = createSteps({ title: 'setup', stream, environment: {} });
  await expect(steps.run('build', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(text()).toMatch(/build +failed/);
  expect(vi.getTimerCount()).toBe(0);
});
