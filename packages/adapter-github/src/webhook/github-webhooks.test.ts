import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sign, verify } from '@octokit/webhooks-methods';
import type { ScmHint } from '@ao/ports';
import { createFakeClock, createSilentLogger } from '@ao/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGithubWebhooks } from './create-github-webhooks.ts';
import { GITHUB_WEBHOOK_EVENTS, readWebhook } from './read-webhook.ts';
import { isSignedWith } from './webhook-signature.ts';

interface Example {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}

/** The payloads GitHub publishes as examples of its webhooks. */
const EXAMPLES = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/api.github.com/index.json'), 'utf8'),
) as readonly Example[];
const examplesOf = (name: string) => EXAMPLES.find((example) => example.name === name)?.examples ?? [];

const SECRET = "It's a Secret to Everybody";

function desk(secret: string | null = SECRET) {
  const clock = createFakeClock();
  const hints: ScmHint[] = [];
  const webhooks = createGithubWebhooks({
    secret: async () => secret,
    onHint: (hint) => hints.push(hint),
    clock,
    logger: createSilentLogger(),
  });
  let deliveries = 0;
  const send = async (event: string, payload: unknown, changes: { text?: string; signature?: string; deliveryId?: string } = {}) => {
    const text = changes.text ?? JSON.stringify(payload);
    deliveries += 1;
    return webhooks.receive({
      readBody: async () => Buffer.from(text),
      event,
      deliveryId: changes.deliveryId ?? `delivery-${deliveries}`,
      signature: changes.signature ?? (await sign(SECRET, text)),
    });
  };
  return { clock, hints, webhooks, send };
}

const code = (promise: Promise<unknown>) => promise.then(String, (error: { readonly code: string }) => error.code);

describe('what GitHub publishes', () => {
  const codertocat = { host: 'github.com', owner: 'Codertocat', name: 'Hello-World' };

  test.each(GITHUB_WEBHOOK_EVENTS)('every example of %s names its repository, and mostly what it is about', (event) => {
    const examples = examplesOf(event);
    expect(examples.length).toBeGreaterThan(0);
    const hints = examples.map((example) => readWebhook(event, example));
    const understood = hints.filter((hint) => hint !== null && hint.numbers.length + hint.commits.length + hint.branches.length > 0);
    // Pushes of tags say nothing, and all comments are on plain issues.
    const isSilent = ({ ref }: Record<string, unknown>) => event === 'issue_comment' || String(ref).startsWith('refs/tags/');
    const silent = examples.filter(isSilent).length;
    expect(understood.length).toBeGreaterThanOrEqual(examples.length - silent);
    for (const hint of hints) if (hint !== null) expect(hint.repository).toMatchObject({ host: 'github.com' });
  });

  test.each<[string, (example: Record<string, unknown>) => boolean, Partial<ScmHint>]>([
    [
      'check_run',
      ({ action }) => action === 'completed',
      { commits: ['ec26c3e57ca3a959ca5aad62de7213c562f8c821'], numbers: [2], reasons: ['check_run completed'] },
    ],
    ['status', () => true, { commits: ['6113728f27ae82c7b1a177c8d03f9e96e0adf246'], numbers: [], reasons: ['status'] }],
    ['pull_request', ({ action }) => action === 'opened', { numbers: [2], mayBeNew: true }],
    ['pull_request', ({ action }) => action === 'labeled', { numbers: [2], mayBeNew: false }],
    ['pull_request_review', () => true, { numbers: [2] }],
    ['pull_request_review_comment', () => true, { numbers: [2] }],
  ])('%s', (event, choose, expected) => {
    const example = examplesOf(event).find(choose);
    expect(readWebhook(event, example)).toMatchObject({ repository: codertocat, ...expected });
  });

  test('a push names its branch and both commits; one of a tag says nothing', () => {
    const [tag] = examplesOf('push');
    expect(readWebhook('push', tag)).toBeNull();
    const before = 'a'.repeat(40);
    const pushed = { ...tag, ref: 'refs/heads/ao/shop-1/work', before, after: '0'.repeat(40) };
    expect(readWebhook('push', pushed)).toMatchObject({ branches: ['ao/shop-1/work'], commits: [before] });
  });

  test('a merge queue names the pull request by its branch', () => {
    expect(readWebhook('merge_group', examplesOf('merge_group')[0])).toMatchObject({ numbers: [104] });
  });

  test('a comment names its pull request; on an issue that is none it says nothing', () => {
    const [example] = examplesOf('issue_comment');
    expect(readWebhook('issue_comment', example)).toBeNull();
    const issue = {
      ...(example?.['issue'] as object),
      pull_request: { url: 'https://api.github.com/repos/Codertocat/Hello-World/pulls/1' },
    };
    expect(readWebhook('issue_comment', { ...example, issue })).toMatchObject({ repository: codertocat, numbers: [1] });
  });

  test('everything else GitHub can send is ignored', () => {
    const watched = new Set<string>(GITHUB_WEBHOOK_EVENTS);
    for (const { name, examples } of EXAMPLES) {
      if (!watched.has(name)) for (const example of examples) expect(readWebhook(name, example)).toBeNull();
    }
  });
});

test('whatever is sent, nothing breaks, and what is understood is well formed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...GITHUB_WEBHOOK_EVENTS, 'toString', '__proto__'), fc.json(), (event, json) => {
      expect(readWebhook(event, JSON.parse(json))).toBeNull();
    }),
  );
});

test('signatures are those of GitHub: what one makes the other verifies, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), async (secret, body) => {
      const signature = await sign(secret, body);
      expect(isSignedWith(secret, Buffer.from(body), signature)).toBe(true);
      expect(await verify(secret, body, signature)).toBe(true);
      expect(isSignedWith(`${secret}x`, Buffer.from(body), signature)).toBe(false);
      expect(isSignedWith(secret, Buffer.from(`${body} `), signature)).toBe(false);
    }),
    { numRuns: 30 },
  );
  // The example of GitHub's own documentation.
  const documented = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  expect(isSignedWith(SECRET, Buffer.from('Hello, World!'), documented)).toBe(true);
  expect(isSignedWith('', Buffer.from('Hello, World!'), documented)).toBe(false);
});

describe('a delivery', () => {
  const [opened] = examplesOf('pull_request');

  test('becomes a hint a moment later', async () => {
    const { clock, hints, send } = desk();
    expect(await send('pull_request', opened)).toBe('accepted');
    expect(hints).toEqual([]);
    await clock.advance(500);
    expect(hints).toMatchObject([{ numbers: [2] }]);
  });

  test('is refused without a secret, and without the right signature; its body is not even read unless it could be right', async () => {
    expect(await code(desk(null).send('ping', {}))).toBe('WEBHOOK_NOT_CONFIGURED');
    const { webhooks, send } = desk();
    const readBody = () => Promise.reject(new Error('it was read'));
    for (const signature of [undefined, '', 'sha1=00', 'sha256=', `sha256=${'0'.repeat(63)}`, `sha256=${'G'.repeat(64)}`]) {
      expect(await code(webhooks.receive({ readBody, event: 'ping', deliveryId: 'x', signature }))).toBe('WEBHOOK_SIGNATURE_INVALID');
    }
    expect(await code(send('pull_request', opened, { signature: `sha256=${'0'.repeat(64)}` }))).toBe('WEBHOOK_SIGNATURE_INVALID');
    expect(await code(send('pull_request', opened, { signature: await sign('another secret', JSON.stringify(opened)) }))).toBe(
      'WEBHOOK_SIGNATURE_INVALID',
    );
  });

  test('that came before is taken once; one that was refused does not count', async () => {
    const { clock, hints, send } = desk();
    const deliveryId = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
    await code(send('pull_request', opened, { deliveryId, signature: `sha256=${'0'.repeat(64)}` }));
    expect([await send('pull_request', opened, { deliveryId }), await send('pull_request', opened, { deliveryId })]).toEqual([
      'accepted',
      'duplicate',
    ]);
    await clock.advance(10_000);
    expect(hints).toHaveLength(1);
  });

  test('may come as a form', async () => {
    const { clock, hints, send } = desk();
    const text = `payload=${encodeURIComponent(JSON.stringify(opened))}`;
    expect(await send('pull_request', null, { text })).toBe('accepted');
    await clock.advance(500);
    expect(hints).toHaveLength(1);
  });

  test('that is no JSON is refused; one that is something else is ignored', async () => {
    const { send } = desk();
    expect(await code(send('pull_request', null, { text: '{"a":' }))).toBe('INVALID_JSON');
    expect(await code(send('pull_request', null, { text: 'payload=' }))).toBe('INVALID_JSON');
    expect(await send('pull_request', [])).toBe('ignored');
    expect(await send('ping', examplesOf('ping')[0])).toBe('ignored');
    expect(await send('star', examplesOf('star')[0])).toBe('ignored');
  });

  test('is one hint with all that come within a moment about the same repository; a flood is paced', async () => {
    const { clock, hints, send } = desk();
    const [check] = examplesOf('check_run');
    const [elsewhere] = examplesOf('merge_group');
    for (const event of [opened, opened]) await send('pull_request', event);
    await send('check_run', check);
    await send('merge_group', elsewhere);
    await clock.advance(500);
    expect(hints.map(({ repository, numbers, reasons }) => [repository.owner, numbers, reasons.length])).toEqual([
      ['Codertocat', [2], 2],
      ['octo-org', [104], 1],
    ]);
    for (let count = 0; count < 100; count += 1) {
      await send('pull_request', opened);
      await clock.advance(100);
    }
    expect(hints.length).toBeLessThanOrEqual(2 + 6);
    await clock.advance(2_000);
    const after = hints.length;
    await clock.advance(60_000);
    expect(hints).toHaveLength(after);
  });
});
