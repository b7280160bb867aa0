import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from '@ao/client';
import { generateRepository, SMALL_REPOSITORY } from '../repositories/generated-repository.ts';
import type { BenchHome } from './bench-home.ts';
import type { Workshop } from './workshop.ts';

/** Starts sessions of one project, one after the other. */
export interface SessionStarter {
  readonly projectId: string;
  /** Starts a session; without a command one that idles. */
  start(command?: readonly string[]): Promise<Session>;
  /** Starts many that idle. */
  startMany(count: number): Promise<readonly Session[]>;
}

/** Adds a small repository to a home whose daemon runs, to start sessions in. Its name is that of a new folder of the workshop. */
export async function createSessionStarter(workshop: Workshop, home: BenchHome, name = 'repository'): Promise<SessionStarter> {
  const repository = generateRepository(workshop, name, SMALL_REPOSITORY);
  const { project } = await home.client().projects.add({ path: repository.path });

  async function start(command?: readonly string[]): Promise<Session> {
    const { session } = await home
      .client()
      .sessions.spawn({ projectId: project.id, ...(command === undefined ? {} : { command: [...command] }) });
    return session;
  }

  return {
    projectId: project.id,
    start,
    async startMany(count) {
      const sessions: Session[] = [];
      while (sessions.length < count) sessions.push(await start());
      return sessions;
    },
  };
}

/** Resolves when all live sessions are in one of the given activities; what agents do at their start is over then. */
export async function waitForActivity(home: BenchHome, activity: string, limitMs: number): Promise<void> {
  const endAt = performance.now() + limitMs;
  for (;;) {
    const sessions = await home.client().sessions.list();
    if (sessions.every((session) => session.activity.state === activity)) return;
    if (performance.now() > endAt) throw new Error(`Some sessions did not become ${activity} within ${limitMs} ms.`);
    await pause(100);
  }
}
