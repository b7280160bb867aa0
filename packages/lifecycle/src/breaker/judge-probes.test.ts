import { describe, expect, test } from 'vitest';
import { AoError, type ExitEvidence, type RuntimeHandle, type SessionId } from '@ao/domain';
import { judgeProbes, type ProbeResult, type Suspicion } from './judge-probes.ts';

const NONE: Suspicion = new Map();
const result = (number: number, probe: ProbeResult['probe']): ProbeResult => ({
  sessionId: `shop-${number}` as SessionId,
  handle: `terminal-${number}` as RuntimeHandle,
  probe,
});
const alive = (number: number) => result(number, { state: 'alive', process: { pid: 1, startTime: '1', bootId: 'b' }, lastOutputAt: null });
const unknown = (number: number) => result(number, { state: 'unknown', error: new AoError('RUNTIME_UNAVAILABLE') });
const dead = (number: number, evidence: ExitEvidence = 'process_gone') =>
  result(number, { state: 'dead', exit: { at: 0, code: null, signal: null, evidence }, lastOutputAt: null });

test('single deaths are believed at once', () => {
  const results = [dead(1), dead(2), alive(3)];
  expect(judgeProbes(results, NONE)).toMatchObject({ believed: results, held: [] });
});

test('three deaths among many sessions are no wave', () => {
  const results = [dead(1), dead(2), dead(3), alive(4), alive(5), alive(6)];
  expect(judgeProbes(results, NONE).held).toEqual([]);
});

test.each(['exit_record', 'boot_changed'] as const)('a wave with the evidence %s is believed at once', (evidence) => {
  const results = [1, 2, 3, 4].map((number) => dead(number, evidence));
  expect(judgeProbes(results, NONE)).toMatchObject({ believed: results, held: [] });
});

describe('a wave without a record', () => {
  const wave = [dead(1), dead(2), dead(3), dead(4, 'runtime_gone'), alive(5), dead(6, 'exit_record')];

  test('is held, while everything else is believed', () => {
    const judged = judgeProbes(wave, NONE);
    expect(judged.held.map(({ sessionId }) => sessionId)).toEqual(['shop-1', 'shop-2', 'shop-3', 'shop-4']);
    expect(judged.believed.map(({ sessionId }) => sessionId)).toEqual(['shop-5', 'shop-6']);
  });

  test('is believed when a third pass in a row sees it', () => {
    const second = judgeProbes(wave, judgeProbes(wave, NONE).suspicion);
    expect(second.held).toHaveLength(4);
    const third = judgeProbes(wave, second.suspicion);
    expect(third).toMatchObject({ held: [], believed: wave });
  });

  test('that ebbs leaves the rest of it under suspicion', () => {
    const ebbed = [dead(1), alive(2), alive(3), alive(4), alive(5)];
    const second = judgeProbes(ebbed, judgeProbes(wave, NONE).suspicion);
    expect(second.held.map(({ sessionId }) => sessionId)).toEqual(['shop-1']);
    expect(judgeProbes(ebbed, second.suspicion).held).toEqual([]);
  });

  test('is forgotten when the sessions turn out to live, or could not be looked at', () => {
    const suspicion = judgeProbes(wave, NONE).suspicion;
    expect(judgeProbes([alive(1), alive(2), unknown(3), unknown(4)], suspicion).suspicion.size).toBe(0);
  });
});
