import type { AoClient } from '@ao/client';
import type { FaultOrder } from '../preload/fault-order.ts';
import { createCrashHome, type CrashHome, type RuntimeChoice } from './crash-home.ts';
import type { DaemonCopy } from './daemon-copy.ts';
import { type DaemonProcess, startDaemon } from './daemon-process.ts';
import { createEventFollower, type EventFollower } from './event-follower.ts';
import { createKnownWork, type KnownWork } from './known-work.ts';

/** A home with a project, and one daemon after the other on it. */
export interface Stage extends AsyncDisposable {
  readonly home: CrashHome;
  readonly work: KnownWork;
  readonly follower: EventFollower;
  /** Texts agents were given, as prompt or message: none may reach an agent twice. */
  readonly texts: Set<string>;
  /** What a daemon has answered for good before it died; checked after the next has come. */
  readonly promises: KeptPromise[];
  /** The daemon of now. */
  daemon(): DaemonProcess;
  /** A client of it. @throws Error when it never became ready. */
  client(): AoClient;
  /** Starts the next daemon. With `order`, it may die before it is ready. */
  start(options?: { readonly order?: FaultOrder | undefined; readonly haste?: number | undefined }): Promise<DaemonProcess>;
  /** Waits until the daemon has looked after everything its predecessor left. */
  reconciled(): Promise<void>;
  /** A text nobody has used, that tells the agent to answer with one word. */
  newText(what: string): string;
}

/** Something a daemon has said, and what must hold ever after. Answers what is wrong, or null. */
export type KeptPromise = () => Promise<string | null>;

/** The project all sessions are in. */
export const PROJECT = 'shop';

const RECONCILED_WITHIN_MS = 60_000;

/** Sets a stage up: a home, a project whose worktrees are set up by a command, and a daemon. */
export async function createStage(options: {
  readonly copy: DaemonCopy;
  readonly runtime: RuntimeChoice;
  readonly haste?: number;
}): Promise<Stage> {
  const home = createCrashHome(options);
  const follower = createEventFollower();
  const texts = new Set<string>();
  let daemon: DaemonProcess | null = null;

  const stage: Stage = {
    home,
    work: createKnownWork(),
    follower,
    texts,
    promises: [],
    daemon() {
      if (daemon === null) throw new Error('No daemon was started yet.');
      return daemon;
    },
    client() {
      const { client } = stage.daemon();
      if (client === null) throw new Error('The daemon was never ready.');
      return client;
    },
    async start({ order, haste = options.haste } = {}) {
      if (daemon !== null && !daemon.hasEnded()) throw new Error('Another daemon still runs.');
      const { home: path, folder, env, log } = home;
      daemon = await startDaemon({ copy: options.copy, env, home: path, folder, log, order, haste });
      if (daemon.client !== null) follower.follow(daemon.client);
      return daemon;
    },
    async reconciled() {
      const endAt = performance.now() + RECONCILED_WITHIN_MS;
      for (;;) {
        const { reconciliation } = await stage.client().daemon.status();
        if (reconciliation.state === 'done') return;
        if (reconciliation.state === 'failed') throw new Error('The look after old sessions has failed; see the log.');
        if (performance.now() > endAt) throw new Error(`The look after old sessions does not end: ${JSON.stringify(reconciliation)}`);
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
    newText(what) {
      const text = `${what} number ${texts.size + 1} of this home. [[say done]]`;
      texts.add(text);
      return text;
    },
    async [Symbol.asyncDispose]() {
      follower.close();
      await daemon?.kill();
      await home[Symbol.asyncDispose]();
    },
  };
  try {
    await stage.start();
    const config = { postCreate: ['echo made > setup.log'], copy: ['.env'] };
    await stage.client().projects.add({ path: home.repository, id: PROJECT, config });
  } catch (error) {
    await stage[Symbol.asyncDispose]();
    throw error;
  }
  return stage;
}
