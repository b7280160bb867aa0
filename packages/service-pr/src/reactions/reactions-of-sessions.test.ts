import { checkedLedger } from '../../test/checked-ledger.ts';
import type { SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { serviceOnStores } from '../../test/service-on-stores.ts';

test('a session is muted and unmuted kind by kind, over what its project says', async () => {
  const { service, session, stores, looks, found } = serviceOnStores();
  const { id } = session();
  stores.projects.setConfig('shop' as never, { reactions: { modes: { review: 'notify' } } });
  found(stores.sessions.get(id) ?? session(), '1');
  expect(service.reactionsOf(id)).toMatchObject({ modes: { ci: 'send', review: 'notify' }, muted: [] });
  expect(service.mute(id, ['ci'])).toMatchObject({ modes: { ci: 'off', review: 'notify' }, muted: ['ci'] });
  expect(service.mute(id).muted).toHaveLength(6);
  expect(service.unmute(id, ['review'])).toMatchObject({ modes: { review: 'notify', ci: 'off' } });
  expect(service.unmute(id)).toMatchObject({ modes: { ci: 'send' }, muted: [] });
  expect(stores.reactions.choices(id)).toBeNull();
  expect(looks).toHaveLength(4);
  expect(() => service.mute('shop-9' as SessionId)).toThrow(expect.objectContaining({ code: 'SESSION_NOT_FOUND' }));
});

test('other choices of a session stay, and choices that cannot be read count as none', async () => {
  const { service, session, stores } = serviceOnStores();
  const { id } = session();
  stores.reactions.putChoices(id, { afterMerge: 'keep' }, 1);
  service.mute(id, ['ci']);
  service.unmute(id, ['ci']);
  expect(stores.reactions.choices(id)).toEqual({ afterMerge: 'keep', modes: {} });
  stores.reactions.putChoices(id, { modes: { ci: 'loud' } }, 1);
  expect(service.reactionsOf(id).modes.ci).toBe('send');
});

test('the agent may be told again where a limit was reached, and the list no longer says that it led nowhere', async () => {
  const { service, session, stores, found, looks } = serviceOnStores();
  const owner = session();
  const pullRequest = found(owner, '1');
  const ledger = checkedLedger(owner.id, pullRequest);
  stores.reactions.putLedger(owner.id, pullRequest, { ...ledger }, 1);
  stores.pullRequests.recordNote(pullRequest, { kind: 'ci', state: 'escalated', attempt: 3, of: 3, at: 1 });
  expect(service.retry('412', ['review']).released).toEqual([]);
  expect(service.retry('412')).toMatchObject({ released: ['ci'], pullRequest: { note: null } });
  expect(stores.reactions.ledger(owner.id, pullRequest)).toMatchObject({ streaks: { ci: { sent: 0, escalatedAt: null } } });
  expect(looks).toHaveLength(1);
  stores.reactions.putLedger(owner.id, pullRequest, { version: 7 }, 1);
  expect(service.retry('412').released).toEqual([]);
});

test('an explanation has every decision, newest first, with its reason in words and its message', async () => {
  const { service, session, stores, found, sights } = serviceOnStores();
  const owner = session();
  const pullRequest = found(owner, '1');
  const about = { kind: 'ci', subject: 'check build / test', signature: 'ci:1', until: null, attempt: 1, messageId: null } as const;
  const ledger = {
    ...checkedLedger(owner.id, pullRequest),
    entries: [
      { ...about, kind: 'review', signature: 't', subject: 'thread github.com:t-1', decision: 'skipped', reason: 'off', at: 500 },
      { ...about, decision: 'waiting', reason: 'gathering', at: 1_000, until: 2_000 },
      { ...about, decision: 'sent', reason: 'new', at: 2_000, messageId: 'm-1' as never },
      { ...about, signature: 'ci:2', subject: 'check lint', decision: 'skipped', reason: 'ignored_check', at: 3_000 },
    ],
  };
  stores.reactions.putLedger(owner.id, pullRequest, { ...ledger }, 1);
  service.mute(owner.id, ['conflict']);
  const sight = {
    host: 'github.com',
    sight: 'limited',
    since: 1,
    message: 'The limit is used up.',
    until: 9,
    account: 'ana',
    budget: null,
  };
  sights.push(sight);
  stores.pullRequests.recordBlindness(pullRequest, { outcome: 'unknown', since: 1, message: 'Not seen for a while.' });
  expect(service.explain('412')).toMatchObject({
    decisions: [
      { subject: 'check lint', words: 'the settings say that this check is not told', message: null },
      { subject: 'check build / test', decision: 'sent', words: 'it was not told before', message: { id: 'm-1', state: 'forgotten' } },
      { subject: 'check build / test', decision: 'waiting', until: 2_000 },
      { subject: 'thread src/health.ts:7', decision: 'skipped' },
    ],
    muted: ['conflict'],
    modes: { conflict: 'off' },
    host: sight,
    problems: ['The limit is used up.', 'Not seen for a while.'],
  });
});

test('what is not watched, and what was never decided, is explained as well', async () => {
  const { service, session, found } = serviceOnStores({ watcher: null });
  found(session(), '1');
  expect(service.explain('412')).toMatchObject({ decisions: [], host: null, problems: [expect.stringMatching(/not watched/)] });
  await expect(service.lookNow('412')).resolves.toBeUndefined();
  await expect(service.lookNow('9')).rejects.toMatchObject({ code: 'PULL_REQUEST_NOT_FOUND' });
});
