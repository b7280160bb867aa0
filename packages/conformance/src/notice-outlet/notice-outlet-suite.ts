import assert from 'node:assert/strict';
import type { NoticeDispatch, NoticeOutletV1 } from '@ao/ports';

/** An outlet with what stands behind it. */
export interface NoticeOutletUnderTest {
  readonly outlet: NoticeOutletV1;
  /** The texts that arrived so far, exactly as people get them. */
  arrived(): readonly string[] | Promise<readonly string[]>;
  /** From now on, what stands behind it takes nothing. */
  breakDown(): void | Promise<void>;
  /** From now on, what stands behind it does not answer. */
  hang(): void | Promise<void>;
  close?(): void | Promise<void>;
}

/** How the suite is run. */
export interface NoticeOutletSuiteOptions {
  /** Registers one test with a test runner. */
  readonly test: (name: string, body: () => Promise<void>) => void;
  /** Makes an outlet behind which everything works. Called once per test. */
  readonly create: () => NoticeOutletUnderTest | Promise<NoticeOutletUnderTest>;
}

/** Something to hand over. */
export function sampleDispatch(text: string, changes: Partial<NoticeDispatch> = {}): NoticeDispatch {
  return { id: 'd-1', kind: 'test', attempt: 1, at: 1_700_000_000_000, title: 'shop-1', text, notices: [], more: 0, ...changes };
}

/** Texts that somebody on the way could take for something else than text. */
const AWKWARD_TEXTS = [
  'plain words',
  'umlauts äöü, 漢字, 🎉',
  '"quoted" and \'quoted\' and `quoted`',
  '$(touch /tmp/owned) ${HOME} %s %n \\n \\',
  '<b>bold</b> <img src=x onerror=alert(1)> &amp; & <a href="https://example.org">x</a>',
  '--urgency=critical',
  '-',
  'one line\nand another',
  '"} & do shell script "touch /tmp/owned',
];

const soon = () => AbortSignal.timeout(10_000);

const CASES: readonly { readonly name: string; readonly run: (given: NoticeOutletUnderTest) => Promise<void> }[] = [
  {
    name: 'an outlet says what it is and how often it may be asked',
    async run({ outlet }) {
      assert.equal(outlet.specificationVersion, 'notice-outlet-v1');
      assert.match(outlet.name, /^\S+$/);
      assert.match(outlet.kind, /^[a-z]+$/);
      assert.ok(Number.isInteger(outlet.attemptsMax) && outlet.attemptsMax >= 1);
    },
  },
  ...AWKWARD_TEXTS.map((text) => ({
    name: `a text arrives as it is: ${JSON.stringify(text)}`,
    async run({ outlet, arrived }: NoticeOutletUnderTest) {
      assert.deepEqual(await outlet.deliver(sampleDispatch(text), soon()), { state: 'delivered' });
      assert.deepEqual(await arrived(), [text]);
    },
  })),
  {
    name: 'several go one after the other, each once',
    async run({ outlet, arrived }) {
      for (const text of ['one', 'two', 'three']) await outlet.deliver(sampleDispatch(text), soon());
      assert.deepEqual(await arrived(), ['one', 'two', 'three']);
    },
  },
  {
    name: 'what is not taken is refused, in words, without rejecting',
    async run({ outlet, breakDown }) {
      await breakDown();
      const outcome = await outlet.deliver(sampleDispatch('lost?'), soon());
      assert.equal(outcome.state, 'refused');
      assert.ok(outcome.state === 'refused' && outcome.detail.length > 0 && outcome.detail.length <= 500);
    },
  },
  {
    name: 'an abort ends it soon, and it never says that it was delivered',
    async run({ outlet, hang }) {
      await hang();
      const stop = new AbortController();
      const delivering = outlet.deliver(sampleDispatch('slow'), stop.signal);
      setTimeout(() => stop.abort(new Error('stop')), 100);
      const started = performance.now();
      const outcome = await delivering;
      assert.notEqual(outcome.state, 'delivered');
      assert.ok(performance.now() - started < 5_000);
    },
  },
  {
    name: 'what was aborted before it began is not begun',
    async run({ outlet, arrived }) {
      const outcome = await outlet.deliver(sampleDispatch('never'), AbortSignal.abort(new Error('stop')));
      assert.equal(outcome.state, 'refused');
      assert.deepEqual(await arrived(), []);
    },
  },
];

/** Registers the tests that every implementation of the `NoticeOutletV1` port passes. */
export function noticeOutletSuite(options: NoticeOutletSuiteOptions): void {
  for (const { name, run } of CASES) {
    options.test(name, async () => {
      const given = await options.create();
      try {
        await run(given);
      } finally {
        await given.close?.();
      }
    });
  }
}
