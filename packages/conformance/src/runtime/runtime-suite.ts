import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuntimeCreateRequest, RuntimeV1 } from '@ao/ports';
import { attachCases } from './attach-cases.ts';
import { crowdCases } from './crowd-cases.ts';
import { inputCases } from './input-cases.ts';
import { lifeCases } from './life-cases.ts';
import { programCases } from './program-cases.ts';
import { launchIdFor, type RuntimeCase, type RuntimeContext, type RuntimeLack, sessionIdFor } from './runtime-case.ts';
import { screenCases } from './screen-cases.ts';

/** A runtime with a home of its own, made for one test. */
export interface RuntimeUnderTest {
  /** Opens a runtime on the home. Called again after `close` of the runtime, as a restart of the daemon does. */
  open(): RuntimeV1 | Promise<RuntimeV1>;
  /**
   * Makes what the runtime depends on unreachable without ending any program, for example by SIGSTOP to a server, and answers how to mend
   * it. Without it the suite lacks `break_down`.
   */
  breakDown?(): Promise<() => Promise<void>>;
  /** Removes the home. All terminals are destroyed by then. Called after the test, also after a failed one. */
  remove?(): void | Promise<void>;
}

/** How the suite is run. */
export interface RuntimeSuiteOptions {
  /** Registers one test with a test runner, for example `test` of vitest or of node. Give tests half a minute. */
  readonly test: (name: string, body: () => Promise<void>) => void;
  /** Makes an empty home. Called once per test. */
  readonly create: () => RuntimeUnderTest | Promise<RuntimeUnderTest>;
  /** What the runtime is unable to do by its nature. Default: nothing. */
  readonly lacks?: readonly RuntimeLack[];
}

const ALL_CASES: readonly RuntimeCase[] = [...lifeCases, ...crowdCases, ...programCases, ...screenCases, ...inputCases, ...attachCases];

/** Makes ids that no other test uses: tests run side by side, and some runtimes share one system-wide space of names. */
let lastNumber = process.pid * 1000;

/** Registers the tests that every implementation of the `Runtime` port passes. Needs a POSIX shell and its usual tools. */
export function runtimeSuite(options: RuntimeSuiteOptions): void {
  for (const runtimeCase of ALL_CASES) {
    if (runtimeCase.needs.some((need) => options.lacks?.includes(need))) continue;
    options.test(runtimeCase.name, () => runCase(runtimeCase, options));
  }
}

async function runCase(runtimeCase: RuntimeCase, options: RuntimeSuiteOptions): Promise<void> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'ao-runtime-')));
  const underTest = await options.create();
  let runtime = await underTest.open();
  const opened = [runtime];

  const request: RuntimeContext['request'] = (script, changes = {}) => {
    lastNumber += 1;
    return {
      sessionId: sessionIdFor(lastNumber),
      launchId: launchIdFor(lastNumber),
      argv: ['/bin/sh', '-c', script],
      cwd: directory,
      env: { PATH: '/usr/bin:/bin' },
      size: { columns: 80, rows: 24 },
      ...changes,
    } satisfies RuntimeCreateRequest;
  };
  const context: RuntimeContext = {
    runtime,
    directory,
    request,
    run: (script, changes) => runtime.create(request(script, changes)),
    breakDown: underTest.breakDown?.bind(underTest) ?? null,
    async reopen() {
      await runtime.close();
      runtime = await underTest.open();
      opened.push(runtime);
      return runtime;
    },
  };
  try {
    await runtimeCase.run(context);
  } finally {
    for (const handle of await runtime.list()) await runtime.destroy(handle, { graceMs: 0 });
    for (const each of opened) await each.close();
    await underTest.remove?.();
    await rm(directory, { recursive: true, force: true });
  }
}
