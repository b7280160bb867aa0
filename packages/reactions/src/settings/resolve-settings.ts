import {
  type LimitedKind,
  REACTION_KINDS,
  type ReactionChoices,
  type ReactionKind,
  type ReactionLimitChoices,
  type ReactionLimits,
  type ReactionMode,
} from '@ao/domain';
import type { ReactionSettings } from './reaction-settings.ts';

const MINUTE_MS = 60_000;
/** A message shorter than this could not even name what it is about. */
const LEAST_MESSAGE_BYTES = 2048;

const USUAL_LIMITS: ReactionLimits = {
  perSignature: 1,
  perHead: 3,
  inARow: 3,
  coolDownMs: 5 * MINUTE_MS,
  maxCoolDownMs: 60 * MINUTE_MS,
};

/** What holds where nobody has chosen anything. */
export const DEFAULT_REACTION_SETTINGS: ReactionSettings = {
  modes: { ci: 'send', review: 'send', conflict: 'send', ready: 'notify', merged: 'send', closed: 'notify' },
  afterMerge: 'offer',
  // A review is a talk with people, who write when they please: it may take more rounds than a build.
  limits: { ci: USUAL_LIMITS, conflict: USUAL_LIMITS, review: { ...USUAL_LIMITS, perHead: 5, inARow: 20, maxCoolDownMs: 15 * MINUTE_MS } },
  listenTo: [],
  ignoredChecks: [],
  gatherMs: MINUTE_MS,
  suitePatienceMs: 20 * MINUTE_MS,
  stableForMs: 5 * MINUTE_MS,
  unansweredAfterMs: 30 * MINUTE_MS,
  freshForMs: 3 * MINUTE_MS,
  messageMaxBytes: 12 * 1024,
};

/**
 * Puts choices over the defaults, the later over the earlier: `resolveReactionSettings(project, session)`. Lists are replaced, not joined. Numbers below
 * what makes sense are raised.
 */
export function resolveReactionSettings(...choices: readonly (ReactionChoices | null | undefined)[]): ReactionSettings {
  return choices.reduce<ReactionSettings>((settings, choice) => (choice ? putOver(settings, choice) : settings), DEFAULT_REACTION_SETTINGS);
}

function putOver(settings: ReactionSettings, choice: ReactionChoices): ReactionSettings {
  return {
    modes: Object.fromEntries(REACTION_KINDS.map((kind) => [kind, choice.modes?.[kind] ?? settings.modes[kind]])) as Record<
      ReactionKind,
      ReactionMode
    >,
    limits: {
      ci: limitsOver(settings.limits.ci, choice.limits?.ci),
      review: limitsOver(settings.limits.review, choice.limits?.review),
      conflict: limitsOver(settings.limits.conflict, choice.limits?.conflict),
    } satisfies Record<LimitedKind, ReactionLimits>,
    afterMerge: choice.afterMerge ?? settings.afterMerge,
    listenTo: choice.listenTo ?? settings.listenTo,
    ignoredChecks: choice.ignoredChecks ?? settings.ignoredChecks,
    gatherMs: atLeast(0, choice.gatherMs ?? settings.gatherMs),
    suitePatienceMs: atLeast(0, choice.suitePatienceMs ?? settings.suitePatienceMs),
    stableForMs: atLeast(0, choice.stableForMs ?? settings.stableForMs),
    unansweredAfterMs: atLeast(MINUTE_MS, choice.unansweredAfterMs ?? settings.unansweredAfterMs),
    freshForMs: atLeast(MINUTE_MS, choice.freshForMs ?? settings.freshForMs),
    messageMaxBytes: atLeast(LEAST_MESSAGE_BYTES, choice.messageMaxBytes ?? settings.messageMaxBytes),
  };
}

function limitsOver(limits: ReactionLimits, choice: ReactionLimitChoices | undefined): ReactionLimits {
  return {
    perSignature: atLeast(1, choice?.perSignature ?? limits.perSignature),
    perHead: atLeast(1, choice?.perHead ?? limits.perHead),
    inARow: atLeast(1, choice?.inARow ?? limits.inARow),
    coolDownMs: atLeast(0, choice?.coolDownMs ?? limits.coolDownMs),
    maxCoolDownMs: atLeast(0, choice?.maxCoolDownMs ?? limits.maxCoolDownMs),
  };
}

function atLeast(least: number, value: number): number {
  return Math.max(least, Math.floor(value));
}
