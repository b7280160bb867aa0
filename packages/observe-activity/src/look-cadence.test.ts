import { describe, expect, test } from 'vitest';
import type { ActivityState, LaunchState, SessionRecord } from '@ao/domain';
import type { AgentV1 } from '@ao/ports';
import { cadenceFor, looksDue, type LookHistory } from './look-cadence.ts';

const NOW = 1_700_000_000_000;
const able = { interpretHook: () => [], readStatus: () => null, readScreen: () => null } as unknown as AgentV1;
const unable = {} as AgentV1;

function session(activity: ActivityState, launch: LaunchState = 'ready', phase: SessionRecord['phase'] = 'live'): SessionRecord {
  return {
    phase,
    launch: { state: launch, process: { pid: 1, startTime: '1', bootId: 'b' } },
    activity: { state: activity, evidenceAt: NOW - 3_000 },
  } as unknown as SessionRecord;
}

const looked = (changes: Partial<LookHistory> = {}): LookHistory => ({
  spoolAt: NOW,
  statusAt: NOW,
  screenAt: NOW,
  statusWorks: true,
  screenWantedAt: null,
  ...changes,
});

test.each<[string, SessionRecord, boolean, number | null, number | null]>([
  ['starting', session('unknown', 'starting'), false, 1_000, 500],
  ['a launch dialog', session('blocked', 'needs_trust'), false, 2_000, 2_000],
  ['a launch given up', session('unknown', 'timed_out'), false, 2_000, 5_000],
  ['active, with notes', session('active'), true, 1_500, 15_000],
  ['active, without notes', session('active'), false, 1_500, 2_000],
  ['blocked, with notes', session('blocked'), true, 1_500, 5_000],
  ['blocked, without notes', session('waiting_input'), false, 1_500, 2_000],
  ['unknown', session('unknown'), false, 3_000, 3_000],
  ['idle', session('idle'), true, 30_000, null],
  ['ended', session('exited', 'ready', 'ended'), true, null, null],
  ['being started', session('unknown', 'ready', 'starting'), true, null, null],
])('%s', (_name, record, statusWorks, statusMs, screenMs) => {
  expect(cadenceFor(record, able, statusWorks)).toMatchObject({ statusMs, screenMs });
});

test('what an agent cannot do is not looked at', () => {
  expect(cadenceFor(session('active'), unable, false)).toMatchObject({ spoolMs: null, statusMs: null, screenMs: null });
});

describe('what is due', () => {
  const cadence = { spoolMs: 10_000, statusMs: 1_500, screenMs: 2_000, screenSilenceMs: 5_000 };

  test('nothing right after a look', () => {
    expect(looksDue(session('active'), cadence, looked(), NOW)).toEqual({
      spool: false,
      status: false,
      screen: false,
      nextAt: NOW + 1_500,
    });
  });

  test('each source after its own time', () => {
    expect(looksDue(session('active'), cadence, looked(), NOW + 1_500)).toMatchObject({ status: true, screen: false });
    expect(looksDue(session('active'), cadence, looked(), NOW + 10_000)).toMatchObject({ spool: true, status: true, screen: true });
  });

  test('the screen only after some silence', () => {
    const freshEvidence = { ...session('active'), activity: { ...session('active').activity, evidenceAt: NOW + 1_900 } };
    expect(looksDue(freshEvidence, cadence, looked(), NOW + 2_500).screen).toBe(false);
    expect(looksDue(freshEvidence, cadence, looked(), NOW + 6_900).screen).toBe(true);
  });

  test('a screen that is wanted, whatever the cadence', () => {
    const wanted = looked({ screenWantedAt: NOW + 200 });
    expect(looksDue(session('idle'), { ...cadence, screenMs: null }, wanted, NOW + 200).screen).toBe(true);
    expect(looksDue(session('idle'), { ...cadence, screenMs: null }, wanted, NOW).nextAt).toBe(NOW + 200);
  });

  test('everything, when the clock was set back', () => {
    expect(looksDue(session('active'), { ...cadence, screenSilenceMs: 0 }, looked(), NOW - 3_600_000)).toMatchObject({
      spool: true,
      status: true,
      screen: true,
    });
  });

  test('the screen of an agent that was heard of before the clock was set back, though the screen waits for silence', () => {
    expect(looksDue(session('active'), { ...cadence, screenSilenceMs: 10_000 }, looked(), NOW - 3_600_000).screen).toBe(true);
  });

  test('the screen of an idle agent that printed right before the clock was set back', () => {
    const printed = looked({ screenWantedAt: NOW + 2_000 });
    expect(looksDue(session('idle'), { ...cadence, screenMs: null }, printed, NOW).screen).toBe(false);
    expect(looksDue(session('idle'), { ...cadence, screenMs: null }, printed, NOW - 3_600_000).screen).toBe(true);
  });
});
