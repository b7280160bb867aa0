import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_REACTION_SETTINGS, resolveReactionSettings } from './resolve-settings.ts';

test('without choices the defaults hold', () => {
  expect(resolveReactionSettings()).toBe(DEFAULT_REACTION_SETTINGS);
  expect(resolveReactionSettings(null, undefined, {})).toEqual(DEFAULT_REACTION_SETTINGS);
});

test('a session goes over its project, which goes over the defaults', () => {
  const project = { modes: { ci: 'notify', review: 'off' }, limits: { ci: { inARow: 5 } }, listenTo: ['lint-bot'] } as const;
  const session = { modes: { ci: 'off' }, limits: { ci: { perHead: 1 } }, afterMerge: 'end' } as const;
  const settings = resolveReactionSettings(project, session);
  expect(settings.modes).toEqual({ ...DEFAULT_REACTION_SETTINGS.modes, ci: 'off', review: 'off' });
  expect(settings.limits.ci).toEqual({ ...DEFAULT_REACTION_SETTINGS.limits.ci, inARow: 5, perHead: 1 });
  expect(settings.limits.review).toEqual(DEFAULT_REACTION_SETTINGS.limits.review);
  expect(settings).toMatchObject({ afterMerge: 'end', listenTo: ['lint-bot'] });
});

test('figures that make no sense are raised to those that do', () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      const { limits, ...settings } = resolveReactionSettings({
        gatherMs: value,
        messageMaxBytes: value,
        freshForMs: value,
        unansweredAfterMs: value,
        limits: { ci: { inARow: value, coolDownMs: value } },
      });
      expect(settings.gatherMs).toBeGreaterThanOrEqual(0);
      expect(settings.messageMaxBytes).toBeGreaterThanOrEqual(2048);
      expect(settings.freshForMs).toBeGreaterThanOrEqual(60_000);
      expect(settings.unansweredAfterMs).toBeGreaterThanOrEqual(60_000);
      expect(limits.ci.inARow).toBeGreaterThanOrEqual(1);
      expect(limits.ci.coolDownMs).toBeGreaterThanOrEqual(0);
    }),
  );
});
