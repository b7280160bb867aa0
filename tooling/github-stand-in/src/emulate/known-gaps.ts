import type { ContractOperation } from '../contract/contract-operations.ts';

/** A place where an answer of emulate is not what GitHub promises, found by what the contract says of it. */
interface KnownGap {
  readonly name: string;
  readonly operations: readonly ContractOperation[];
  readonly fault: RegExp;
}

const REPOSITORIES = [
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/pulls',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}',
] as const;

const KNOWN_GAPS: readonly KnownGap[] = [
  {
    name: 'an organisation lacks the fields of an account',
    operations: REPOSITORIES,
    fault: /\/(?:owner|user) must have required property '(?:\w+_url|gravatar_id)'$/,
  },
  {
    name: 'a repository does not say how many watch it',
    operations: ['GET /repos/{owner}/{repo}'],
    fault: /^answer must have required property '(?:network|subscribers)_count'$/,
  },
  {
    name: 'the search does not say how it searched',
    operations: ['GET /search/issues'],
    fault: /^answer(?: must have required property 'search_type'|\/items\/\d+ must have required property 'score')$/,
  },
  {
    name: 'an issue without a text has null for it in the search',
    operations: ['GET /search/issues'],
    fault: /^answer\/items\/\d+\/body must be string$/,
  },
];

/** emulate refuses every merge with 422. The door puts right the status, and leaves the words. */
const MERGE_REFUSED_WITH_422 = 'a merge that is refused is answered with 422';

/** The name of every gap that is known. One that is not met any more can go. */
export const KNOWN_GAP_NAMES: readonly string[] = [...KNOWN_GAPS.map(({ name }) => name), MERGE_REFUSED_WITH_422];

/** The name of the gap a fault of an answer belongs to; null for one that is new. */
export function knownGap(operation: ContractOperation, fault: string): string | null {
  return KNOWN_GAPS.find((gap) => gap.operations.includes(operation) && gap.fault.test(fault))?.name ?? null;
}

/** The status GitHub has for an answer, and the gap if emulate has another. */
export function githubStatus(
  operation: ContractOperation,
  answer: { readonly status: number; readonly body: unknown },
): { readonly status: number; readonly gap: string | null } {
  if (operation !== 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge' || answer.status !== 422) {
    return { status: answer.status, gap: null };
  }
  const isMoved = JSON.stringify(answer.body).includes('Head sha is out of date');
  return { status: isMoved ? 409 : 405, gap: MERGE_REFUSED_WITH_422 };
}
