import { REACTION_KINDS, type ReactionKind } from '@ao/domain';
import { lookAtChecks } from '../look/look-at-checks.ts';
import { lookAtConflict } from '../look/look-at-conflict.ts';
import { lookAtClosed, lookAtMerged, lookAtReady } from '../look/look-at-end.ts';
import { lookAtReview } from '../look/look-at-review.ts';
import { type KindLook, type LookContext, NOTHING } from '../look/kind-look.ts';

const LOOKS = {
  ci: lookAtChecks,
  review: lookAtReview,
  conflict: lookAtConflict,
  ready: lookAtReady,
  merged: lookAtMerged,
  closed: lookAtClosed,
} as const satisfies Record<ReactionKind, (context: LookContext) => KindLook>;

/** A kind with what it sees. */
export interface LookedAt {
  readonly kind: ReactionKind;
  readonly look: KindLook;
}

/** Looks with every kind. One that fails on what the host answered says so in the ledger, and hides none of the others. */
export function lookAtAll(context: LookContext): readonly LookedAt[] {
  return REACTION_KINDS.map((kind) => {
    try {
      return { kind, look: LOOKS[kind](context) };
    } catch {
      const obstacle = { subject: kind, signature: `fault:${kind}`, decision: 'suppressed', reason: 'fault', until: null } as const;
      return { kind, look: { ...NOTHING, obstacles: [obstacle], threads: context.ledger.threads } };
    }
  });
}
