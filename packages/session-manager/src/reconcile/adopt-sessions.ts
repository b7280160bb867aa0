import type { RuntimeHandle, SessionRecord } from '@ao/domain';
import type { RuntimeProbe } from '@ao/ports';
import type { Engine } from '../engine.ts';
import { mapBounded } from '../operation/map-bounded.ts';
import { probeTerminals } from './probe-terminals.ts';

/** What a look at the live sessions showed. */
export interface Adoption {
  readonly adopted: number;
  readonly ended: number;
  readonly unresolved: number;
}

/** Terminals asked for in one call, and calls at once. */
const PROBED_TOGETHER = 20;
const PARALLEL = 8;

/** From how many on, and from what part of all, terminals that vanish together are a fault of the machine rather than deaths. */
const WAVE_COUNT = 3;
const WAVE_PART = 0.5;

interface Look {
  readonly session: SessionRecord;
  readonly handle: RuntimeHandle;
  readonly probe: RuntimeProbe;
}

/**
 * Looks at every live session: who runs goes on as it is, who is dead has ended with that evidence, and who could not be looked at
 * stays as it is. When many terminals have vanished at once without any other evidence, that is believed of none of them: the
 * observer of runtimes looks again.
 */
export async function adoptSessions(engine: Engine): Promise<Adoption> {
  const ended = await endSessionsOfEarlierBoots(engine);
  const looks = await lookAtAll(engine, liveSessions(engine));
  const vanished = looks.filter(isVanished);
  const isWave = vanished.length >= WAVE_COUNT && vanished.length > looks.length * WAVE_PART;
  if (isWave) engine.logger.warn('Many terminals have vanished at once; nothing is concluded from that yet', { count: vanished.length });

  const believed = looks.filter((look) => !(isWave && isVanished(look)));
  for (const { session, handle, probe } of believed) {
    engine.lifecycle.observe(session.id, { type: 'runtime_probe', at: engine.clock.now(), handle, probe });
  }
  const count = (state: RuntimeProbe['state']) => believed.filter((look) => look.probe.state === state).length;
  const unresolved = count('unknown') + (looks.length - believed.length);
  return { adopted: count('alive'), ended: ended + count('dead'), unresolved };
}

/** A session whose operation is still open belongs to that operation. */
function liveSessions(engine: Engine): readonly SessionRecord[] {
  const held = new Set(engine.stores.operations.listOpen().map((operation) => operation.sessionId));
  return engine.stores.sessions.list({ phases: ['live'] }).filter((session) => !held.has(session.id));
}

async function endSessionsOfEarlierBoots(engine: Engine): Promise<number> {
  const bootId = (await engine.bootId?.()) ?? null;
  if (bootId === null) return 0;
  const after = liveSessions(engine).map(({ id }) => {
    return engine.lifecycle.observe(id, { type: 'boot_observed', at: engine.clock.now(), bootId }).record;
  });
  return after.filter((session) => session.phase === 'ended').length;
}

async function lookAtAll(engine: Engine, sessions: readonly SessionRecord[]): Promise<readonly Look[]> {
  const targets = sessions.flatMap((session) => {
    const handle = session.launch?.handle ?? null;
    return handle === null ? [] : [{ session, handle }];
  });
  const batches = [...Map.groupBy(targets, ({ session }) => session.runtime)].flatMap(([runtime, group]) =>
    Array.from({ length: Math.ceil(group.length / PROBED_TOGETHER) }, (_, index) => ({
      runtime,
      group: group.slice(index * PROBED_TOGETHER, (index + 1) * PROBED_TOGETHER),
    })),
  );
  const looks = await mapBounded(batches, PARALLEL, async ({ runtime, group }) => {
    const handles = group.map(({ handle }) => handle);
    const probes = await probeTerminals(engine, runtime, handles);
    return group.flatMap((target, index) => {
      const probe = probes[index];
      return probe === undefined ? [] : [{ ...target, probe }];
    });
  });
  return looks.flat();
}

function isVanished({ probe }: Look): boolean {
  return probe.state === 'dead' && probe.exit.evidence === 'runtime_gone';
}
