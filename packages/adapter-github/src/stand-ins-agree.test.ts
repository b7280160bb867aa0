import { AoError } from '@ao/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Shop, shopAtEmulated, shopAtStandIn } from './__fixtures__/shop-at-both.ts';

/** One question, asked at both hosts. Where they do not agree, why: and what each then says. */
interface Question {
  readonly name: string;
  readonly ask: (shop: Shop) => Promise<unknown>;
  readonly difference?: { readonly why: string; readonly standIn: unknown; readonly emulated: unknown };
}

const scopeOf = ({ address }: Shop) => `${address.host}/${address.owner}/${address.name}`;
const place = ({ address }: Shop, number: number) => ({ repository: address, number });
const discovery = ({ address }: Shop, more: object = {}) => ({
  repository: address,
  sourceRepository: address,
  branchPrefixes: ['ao/shop-'],
  since: null,
  validator: null,
  ...more,
});
const merge = (shop: Shop, number: number, more: object = {}) =>
  shop.scm.merge({ ...place(shop, number), method: 'squash', expectedHead: shop.heads.get(number) ?? '', ...more });

/** What changes nothing, refusals among it. */
const READING: readonly Question[] = [
  { name: 'the account', ask: ({ scm, host }) => scm.readAccount(host) },
  { name: 'whether it is reached', ask: ({ scm, host }) => scm.check(host) },
  { name: 'a repository', ask: ({ scm, address }) => scm.readRepository(address) },
  { name: 'no repository', ask: ({ scm, address }) => scm.readRepository({ ...address, name: 'nothing' }) },
  {
    name: 'a fork',
    ask: async ({ scm, address }) => {
      const fork = await scm.readRepository({ ...address, owner: 'ann' });
      return fork.outcome === 'value' ? { address: fork.value.address, parent: fork.value.parent } : fork;
    },
    difference: {
      why: 'emulate does not say what a repository is a fork of',
      standIn: { address: { host: 'HOST', owner: 'ann', name: 'shop' }, parent: { host: 'HOST', owner: 'acme', name: 'shop' } },
      emulated: { address: { host: 'HOST', owner: 'ann', name: 'shop' }, parent: null },
    },
  },
  { name: 'discovery', ask: (shop) => shop.scm.discover(discovery(shop)) },
  { name: 'discovery in a namespace without any', ask: (shop) => shop.scm.discover(discovery(shop, { branchPrefixes: ['x/'] })) },
  { name: 'discovery, all that ever was', ask: (shop) => shop.scm.discover(discovery(shop, { since: 0 })) },
  {
    name: 'discovery again',
    ask: async (shop) => {
      const first = await shop.scm.discover(discovery(shop));
      return shop.scm.discover(discovery(shop, { validator: first.outcome === 'found' ? first.validator : null }));
    },
  },
  ...[3, 4, 5, 9].map((number) => ({ name: `pull request ${number}`, ask: (shop: Shop) => shop.scm.findByPlace(place(shop, number)) })),
  ...['ao/shop-1/work', 'ao/shop-3/work', 'ao/shop-1'].map((branch) => ({
    name: `pull requests of ${branch}`,
    ask: (shop: Shop) => shop.scm.findByBranch({ repository: shop.address, sourceRepository: shop.address, branch }),
  })),
  ...[1, 2, 9].map((number) => ({ name: `issue ${number}`, ask: (shop: Shop) => shop.tracker.read(`${scopeOf(shop)}#${number}`) })),
  {
    name: 'a pull request as an issue',
    ask: async (shop) => {
      const answer = await shop.tracker.read(`${scopeOf(shop)}#3`);
      return answer.outcome === 'value' ? { isPullRequest: answer.value.isPullRequest } : answer;
    },
    difference: {
      why: 'at emulate pull requests are no issues',
      standIn: { isPullRequest: true },
      emulated: { outcome: 'gone' },
    },
  },
  ...[1, 2, 9].map((number) => ({
    name: `comments of issue ${number}`,
    ask: (shop: Shop) => shop.tracker.readComments({ key: `${scopeOf(shop)}#${number}` }),
  })),
  ...[
    {},
    { state: 'closed' },
    { state: 'all' },
    { state: 'all', limit: 1 },
    { labels: ['bug'] },
    { labels: ['nothing'] },
    { assignee: 'me' },
    { assignee: 'ann' },
    { assignee: 'none', state: 'all' },
    { search: 'one' },
    { search: 'work', state: 'all' },
    { search: 'one', labels: ['bug'], assignee: 'octo' },
  ].map((query) => ({
    name: `issues by ${JSON.stringify(query)}`,
    ask: (shop: Shop) => shop.tracker.list({ scope: scopeOf(shop), ...(query as object) }),
  })),
  {
    name: 'a merge after a push',
    ask: (shop) => merge(shop, 3, { expectedHead: 'a'.repeat(40) }),
    difference: {
      why: 'emulate has other words',
      standIn: { outcome: 'refused', reason: 'head_moved', message: 'Head branch was modified. Review and try the merge again.' },
      emulated: { outcome: 'refused', reason: 'head_moved', message: 'Head sha is out of date' },
    },
  },
  {
    name: 'a merge of a draft',
    ask: (shop) => merge(shop, 4),
    difference: {
      why: 'emulate has other words',
      standIn: { outcome: 'refused', reason: 'not_mergeable', message: 'Pull Request is still a draft' },
      emulated: { outcome: 'refused', reason: 'not_mergeable', message: 'Draft pull requests cannot be merged.' },
    },
  },
  { name: 'a merge of what is closed', ask: (shop) => merge(shop, 5) },
  { name: 'a merge of nothing', ask: (shop) => merge(shop, 9) },
];

/** What changes something: each is asked of shops nobody has asked before. */
const CHANGING: readonly Question[] = [
  {
    name: 'whether it conflicts',
    ask: async (shop) => [await shop.scm.askMergeability(place(shop, 3)), await shop.scm.askMergeability(place(shop, 3))],
    difference: {
      why: 'emulate knows at once, and has no conflicts',
      standIn: [
        { outcome: 'value', value: 'unknown' },
        { outcome: 'value', value: 'mergeable' },
      ],
      emulated: [
        { outcome: 'value', value: 'mergeable' },
        { outcome: 'value', value: 'mergeable' },
      ],
    },
  },
  ...(['merge', 'squash', 'rebase'] as const).map((method) => ({
    name: `a merge by ${method}, the same once more, and what became of it`,
    ask: async (shop: Shop) => [
      await merge(shop, 3, { method }),
      await merge(shop, 3, { method }),
      await shop.scm.findByPlace(place(shop, 3)),
    ],
  })),
  {
    name: 'a repository by its new name',
    ask: async (shop) => {
      await shop.rename('store');
      return shop.scm.readRepository({ ...shop.address, name: 'store' });
    },
  },
  {
    name: 'a repository by the name it had',
    ask: async (shop) => {
      await shop.rename('store');
      const answer = await shop.scm.readRepository(shop.address);
      return answer.outcome === 'value' ? answer.value.address : answer;
    },
    difference: {
      why: 'emulate does not lead on from a former name',
      standIn: { host: 'HOST', owner: 'acme', name: 'store' },
      emulated: { outcome: 'gone' },
    },
  },
];

async function compare({ ask, difference }: Question, ours: Shop, theirs: Shop): Promise<void> {
  const [standIn, emulated] = [withoutNames(await ask(ours), ours.host), withoutNames(await ask(theirs), theirs.host)];
  if (difference === undefined) expect(standIn).toEqual(emulated);
  else {
    expect({ standIn, emulated }).toEqual({ standIn: difference.standIn, emulated: difference.emulated });
    expect(standIn, 'the difference is gone').not.toEqual(emulated);
  }
}

/** Neither was asked anything GitHub would not take, nor did it answer in a way nobody knew of. */
async function closeBoth(shops: readonly Shop[]): Promise<void> {
  await Promise.all(shops.map((shop) => shop.close()));
  expect(shops.map(({ violations }) => violations)).toEqual([[], []]);
}

describe('both hosts make this package say the same of', () => {
  let shops: readonly [Shop, Shop];
  beforeAll(async () => {
    shops = await Promise.all([shopAtStandIn(), shopAtEmulated()]);
  });
  afterAll(() => closeBoth(shops));

  test.each(READING)('$name', (question) => compare(question, ...shops));
});

describe('both hosts make this package say the same of what it changes:', () => {
  test.each(CHANGING)('$name', async (question) => {
    const shops = await Promise.all([shopAtStandIn(), shopAtEmulated()]);
    await compare(question, ...shops);
    await closeBoth(shops);
  });
});

/** Every host has names, times and validators of its own; that there is one, or none, is the same everywhere. */
function withoutNames(value: unknown, host: string): unknown {
  if (typeof value === 'string') return value.replaceAll(host, 'HOST').replace(/#issuecomment-\d+$/, '#issuecomment-N');
  if (Array.isArray(value)) return value.map((each: unknown) => withoutNames(each, host));
  if (value instanceof AoError) return { code: value.code, message: value.message.replaceAll(host, 'HOST') };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      ['id', 'headCommit', 'commit', 'validator', 'createdAt', 'updatedAt'].includes(name) && each !== null
        ? typeof each
        : withoutNames(each, host),
    ]),
  );
}
