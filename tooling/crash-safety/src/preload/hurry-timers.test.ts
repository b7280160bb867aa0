import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MODULE = fileURLToPath(new URL('./hurry-timers.ts', import.meta.url));

/** In a process of its own: the timers of this one are to stay as they are. */
function timed(line: string): number {
  const script = `import { hurryTimers } from ${JSON.stringify(MODULE)};
    import { setTimeout as pause } from 'node:timers/promises';
    hurryTimers(40);
    const startedAt = performance.now();
    ${line};
    process.stdout.write(String(performance.now() - startedAt));`;
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];
  return Number(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
}

test('long waits are cut, but not below what a busy machine needs; short ones are as they were', () => {
  expect(timed('await pause(60_000)')).toBeLessThan(10_000);
  expect(timed('await new Promise((resolve) => setTimeout(resolve, 4_000))')).toBeGreaterThan(1_900);
  expect(timed('await pause(300)')).toBeGreaterThan(290);
});
