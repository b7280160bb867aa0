import type { ReactionChoices } from '@ao/domain';
import { expect, test } from 'vitest';
import { reactionIssues } from './validate-reactions.ts';

test.each<[string, ReactionChoices | undefined]>([
  ['nothing', undefined],
  ['nothing in it', {}],
  ['modes', { modes: { ci: 'off', review: 'notify' }, afterMerge: 'end' }],
  ['limits', { limits: { ci: { inARow: 5, coolDownMs: 0 }, review: undefined } }],
  ['names', { listenTo: ['lint-bot'], ignoredChecks: ['build / flaky'] }],
  ['times and sizes', { gatherMs: 0, unansweredAfterMs: 60_000, messageMaxBytes: 4_096 }],
])('%s is taken', (_name, reactions) => {
  expect(reactionIssues(reactions)).toEqual([]);
});

test.each<[ReactionChoices, string]>([
  [{ limits: { ci: { inARow: 0 } } }, 'reactions.limits.ci.inARow'],
  [{ limits: { review: { perHead: 1.5 } } }, 'reactions.limits.review.perHead'],
  [{ limits: { conflict: { coolDownMs: -1 } } }, 'reactions.limits.conflict.coolDownMs'],
  [{ gatherMs: 8 * 24 * 60 * 60 * 1000 }, 'reactions.gatherMs'],
  [{ messageMaxBytes: 100 }, 'reactions.messageMaxBytes'],
  [{ listenTo: [' '] }, 'reactions.listenTo'],
  [{ ignoredChecks: ['a\u0007'] }, 'reactions.ignoredChecks'],
  [{ ignoredChecks: Array.from({ length: 101 }, () => 'x') }, 'reactions.ignoredChecks'],
])('%j is refused for %s', (reactions, setting) => {
  expect(reactionIssues(reactions).map((issue) => issue.setting)).toEqual([setting]);
});
