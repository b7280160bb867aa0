import assert from 'node:assert/strict';
import type { SessionId } from '@ao/domain';
import { assertRefused, eventTypesOf } from './event-expectations.ts';
import { SHOP_REPOSITORY } from './sample-pull-requests.ts';
import { createSession, samplePullRequest } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

const NOBODY = 'shop-9' as SessionId;
const FORK = { host: 'github.com', owner: 'bo', name: 'shop' };

/** What stores of ledgers, of choices and of watched repositories do. */
export const reactionCases: readonly StoresCase[] = [
  {
    name: 'each session has its own ledger of a pull request',
    run({ stores }) {
      const [one, two] = [createSession(stores), createSession(stores)];
      const { id } = stores.pullRequests.upsert(samplePullRequest('1', one.id));
      const { reactions } = stores;
      assert.deepEqual([reactions.ledger(one.id, id), reactions.ledger(NOBODY, 'github.com:9')], [null, null]);
      const types = eventTypesOf(stores, () => {
        reactions.putLedger(one.id, id, { version: 1, entries: [{ kind: 'ci' }], none: null }, 5_000);
        reactions.putLedger(two.id, id, { version: 1, entries: [] }, 5_000);
        reactions.putLedger(two.id, id, { version: 2 }, 6_000);
      });
      assert.deepEqual(types, []);
      assert.deepEqual(reactions.ledger(one.id, id), { version: 1, entries: [{ kind: 'ci' }], none: null });
      assert.deepEqual(reactions.ledger(two.id, id), { version: 2 });
      stores.pullRequests.assign(id, { sessionId: two.id, origin: 'claimed' });
      assert.deepEqual(reactions.ledger(one.id, id), { version: 1, entries: [{ kind: 'ci' }], none: null });
      assertRefused('PULL_REQUEST_NOT_FOUND', () => reactions.putLedger(one.id, 'github.com:9', {}, 1));
      assertRefused('SESSION_NOT_FOUND', () => reactions.putLedger(NOBODY, id, {}, 1));
    },
  },
  {
    name: 'choices of a session are replaced, and can be taken away',
    run({ stores }) {
      const { id } = createSession(stores);
      const { reactions } = stores;
      assert.equal(reactions.choices(id), null);
      reactions.putChoices(id, { modes: { ci: 'off' } }, 5_000);
      reactions.putChoices(id, { modes: { review: 'notify' } }, 6_000);
      assert.deepEqual(reactions.choices(id), { modes: { review: 'notify' } });
      reactions.putChoices(id, null, 7_000);
      reactions.putChoices(id, null, 8_000);
      assert.equal(reactions.choices(id), null);
      assertRefused('SESSION_NOT_FOUND', () => reactions.putChoices(NOBODY, {}, 1));
      assertRefused('SESSION_NOT_FOUND', () => reactions.putChoices(NOBODY, null, 1));
    },
  },
  {
    name: 'how far the look for pull requests has come is kept by target and source, without regard to case',
    run({ stores }) {
      const { repositoryWatches } = stores;
      const watch = {
        repository: SHOP_REPOSITORY,
        sourceRepository: SHOP_REPOSITORY,
        validator: 'W/"1"',
        seenUntil: 4_000,
        lookedAt: 5_000,
      };
      const ofFork = { ...watch, sourceRepository: FORK, validator: null, seenUntil: null };
      assert.equal(repositoryWatches.get(SHOP_REPOSITORY, SHOP_REPOSITORY), null);
      repositoryWatches.put(watch);
      repositoryWatches.put(ofFork);
      assert.deepEqual(repositoryWatches.get(SHOP_REPOSITORY, SHOP_REPOSITORY), watch);
      assert.deepEqual(repositoryWatches.get({ ...SHOP_REPOSITORY, owner: 'Acme' }, FORK), ofFork);
      assert.equal(repositoryWatches.get(FORK, SHOP_REPOSITORY), null);
      repositoryWatches.put({ ...watch, validator: null, lookedAt: 6_000 });
      assert.deepEqual(repositoryWatches.get(SHOP_REPOSITORY, SHOP_REPOSITORY), { ...watch, validator: null, lookedAt: 6_000 });
    },
  },
  {
    name: 'what was stored about reactions is undone with its transaction',
    run({ stores }) {
      const { id: sessionId } = createSession(stores);
      const { id } = stores.pullRequests.upsert(samplePullRequest('1', sessionId));
      stores.reactions.putLedger(sessionId, id, { version: 1 }, 1);
      const watch = { repository: SHOP_REPOSITORY, sourceRepository: FORK, validator: null, seenUntil: null, lookedAt: 1 };
      assert.throws(() =>
        stores.transaction(() => {
          stores.reactions.putLedger(sessionId, id, { version: 2 }, 2);
          stores.reactions.putChoices(sessionId, { modes: {} }, 2);
          stores.repositoryWatches.put(watch);
          throw new Error('undo');
        }),
      );
      assert.deepEqual(stores.reactions.ledger(sessionId, id), { version: 1 });
      assert.equal(stores.reactions.choices(sessionId), null);
      assert.equal(stores.repositoryWatches.get(SHOP_REPOSITORY, FORK), null);
    },
  },
];
