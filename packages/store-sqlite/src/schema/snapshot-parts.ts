import { CI_STATES, ERROR_CODES, MERGEABILITIES, PULL_REQUEST_STATES, REVIEW_DECISIONS } from '@ao/domain';
import { z } from 'zod';

const account = z.object({ login: z.string(), isBot: z.boolean() });
const address = z.object({ host: z.string(), owner: z.string(), name: z.string() });
const storedError = z.object({ code: z.enum(ERROR_CODES), message: z.string() });

const opinion = z.object({
  author: account.nullable(),
  opinion: z.enum(['approved', 'changes_requested', 'dismissed']),
  commit: z.string().nullable(),
  url: z.string(),
  submittedAt: z.number().nullable(),
});

const queuePlace = z.object({
  position: z.number(),
  state: z.enum(['waiting', 'checking', 'mergeable', 'unmergeable', 'locked', 'unknown']),
  enqueuedAt: z.number(),
});

const snapshotPartsSchema = z.object({
  repository: address,
  number: z.number(),
  url: z.string(),
  title: z.string(),
  state: z.enum(PULL_REQUEST_STATES),
  author: account.nullable(),
  sourceBranch: z.string(),
  sourceRepository: address.nullable(),
  headCommit: z.string(),
  targetBranch: z.string(),
  conflict: z.enum(['mergeable', 'conflicting', 'unknown']),
  gate: z.enum(['clean', 'behind', 'blocked', 'conflicting', 'draft', 'hooks', 'unstable', 'unknown']),
  mergeability: z.enum(MERGEABILITIES),
  checks: z.object({
    commit: z.string().nullable(),
    isForHead: z.boolean(),
    state: z.enum(CI_STATES),
    isSettled: z.boolean(),
    total: z.number(),
    isComplete: z.boolean(),
    error: storedError.nullable(),
  }),
  review: z.object({
    decision: z.enum(REVIEW_DECISIONS),
    source: z.enum(['rule', 'opinions']),
    opinions: z.array(opinion).readonly(),
  }),
  threads: z.object({ total: z.number(), isComplete: z.boolean(), error: storedError.nullable() }),
  queue: z.union([queuePlace, z.enum(['none', 'unknown'])]),
  mergeCommit: z.string().nullable(),
  mergedAt: z.number().nullable(),
  closedAt: z.number().nullable(),
});

/** What one JSON column holds of a snapshot: all but lists, which have tables, and what changes without telling anybody. */
export type SnapshotParts = z.infer<typeof snapshotPartsSchema>;

/** Narrows stored JSON to the parts of a snapshot. */
export function asSnapshotParts(value: unknown): SnapshotParts | null {
  const result = snapshotPartsSchema.safeParse(value);
  return result.success ? result.data : null;
}
