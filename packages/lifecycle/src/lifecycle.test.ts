import { beforeEach, describe, expect, test } from 'vitest';
import type { ProjectId, SessionId } from '@ao/domain';
import { createFakeClock, createInMemoryStores, createRecordingLogger } from '@ao/testing';
import { activity, launched, newSession, T0, tick } from './__fixtures__/sample-session.ts';
import { createLifecycle, type Lifecycle, type LifecycleEvent } from './lifecycle.ts';

const ID = 'shop-1' as SessionId;
const clock = createFakeClock(T0 + 100_000);
const logger = createRecordingLogger();
let stores: ReturnType<typeof createInMemoryStores>;
let lifecycle: Lifecycle;

beforeEach(() => {
  stores = createInMemoryStores({ clock });
  stores.projects.add({ id: 'shop' as ProjectId, path: '/code/shop', name: 'shop', config: {}, createdAt: T0, archivedAt: null } as never);
  stores.sessions.create('shop' as ProjectId, () => newSession());
  lifecycle = createLifecycle({ stores, clock, logger });
});

const newestEvent = () => stores.changeLog.bounds().newest;

test('an observation is stored when it returns', () => {
  const { record, reactions } = lifecycle.observe(ID, launched);
  expect(record.phase).toBe('live');
  expect(stores.sessions.get(ID)).toEqual(record);
  expect(reactions).toEqual([
    { type: 'phase_changed', from: 'starting', to: 'live' },
    { type: 'launched', launchId: 'l-1' },
  ]);
});

test('an observation that changes nothing writes nothing', () => {
  lifecycle.observe(ID, launched);
  const before = newestEvent();
  expect(lifecycle.observe(ID, tick(2_000)).reactions).toEqual([]);
  expect(newestEvent()).toBe(before);
});

test('an unknown session is an error', () => {
  expect(() => lifecycle.observe('shop-9' as SessionId, tick(0))).toThrow(expect.objectContaining({ code: 'SESSION_NOT_FOUND' }));
});

test('several observations are one change', () => {
  lifecycle.observe(ID, launched);
  const before = newestEvent();
  const { record, reactions } = lifecycle.observeAll(ID, [activity(3_000, 'active'), activity(4_000, 'idle')]);
  expect(record.activity.state).toBe('idle');
  expect(reactions.map(({ type }) => type)).toEqual([
    'launch_changed',
    'became_ready',
    'activity_changed',
    'activity_changed',
    'became_idle',
  ]);
  expect(newestEvent()).toBe(before + 1);
});

test('nothing is observed in the future', () => {
  lifecycle.observe(ID, launched);
  const { record } = lifecycle.observe(ID, activity(900_000, 'active'));
  expect(record.activity.evidenceAt).toBe(T0 + 100_000);
});

describe('listeners', () => {
  test('hear of a change after it was stored', () => {
    const phases: unknown[] = [];
    lifecycle.onReaction(({ sessionId }) => phases.push(stores.sessions.get(sessionId)?.phase));
    lifecycle.observe(ID, launched);
    expect(phases).toEqual(['live']);
  });

  test('hear of changes in order, also of those they make themselves', () => {
    const heard: string[] = [];
    lifecycle.onReaction((event) => {
      if (event.reactions.some(({ type }) => type === 'launched')) lifecycle.observe(ID, activity(3_000, 'idle'));
    });
    lifecycle.onReaction((event: LifecycleEvent) => heard.push(event.reactions[0]?.type ?? ''));
    lifecycle.observe(ID, launched);
    expect(heard).toEqual(['phase_changed', 'launch_changed']);
  });

  test('that fail are logged and disturb nobody', () => {
    const heard: string[] = [];
    lifecycle.onReaction(() => {
      throw new Error('broken');
    });
    lifecycle.onReaction(({ sessionId }) => heard.push(sessionId));
    lifecycle.observe(ID, launched);
    expect(heard).toEqual([ID]);
    expect(logger.lines.map(({ level }) => level)).toContain('error');
  });

  test('hear nothing once closed', () => {
    const heard: string[] = [];
    const subscription = lifecycle.onReaction(({ sessionId }) => heard.push(sessionId));
    subscription.close();
    subscription.close();
    lifecycle.observe(ID, launched);
    expect(heard).toEqual([]);
  });
});
