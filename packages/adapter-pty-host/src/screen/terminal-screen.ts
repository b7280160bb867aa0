import type { Clock, Logger, TerminalSize, Timer } from '@ao/ports';
import { openOutputCursor, type OutputCursor } from '../output/output-cursor.ts';
import type { OutputPlace, OutputSource } from '../output/output-source.ts';
import { sizeAt } from '../output/size-history.ts';
import { readCheckpoint, writeCheckpoint } from './screen-checkpoint.ts';
import {
  createScreenEmulator,
  SCROLLBACK_LINES,
  type ScreenEmulator,
  type ScreenReading,
  type TerminalSnapshot,
} from './screen-emulator.ts';

/** A snapshot, and the place where a viewer of it goes on. */
export interface PlacedSnapshot extends TerminalSnapshot {
  readonly place: OutputPlace;
}

/** The screen of one terminal: built when someone looks, and let go of when nobody has looked for a while. */
export interface TerminalScreen {
  read(): Promise<ScreenReading & { readonly size: TerminalSize; readonly offset: number; readonly exact: boolean }>;
  lastLines(count: number): Promise<readonly string[]>;
  snapshot(scrollbackLines: number): Promise<PlacedSnapshot>;
  /** Answers a question that stands in the output when it is drawn (or at once, if it is), unless a viewer sees it by then. */
  answer(offset: number, length: number): void;
  /** Draws what the log is about to drop, and stores the picture. */
  saveBefore(offset: number): Promise<void>;
  /** Stores the picture when it is worth it, and lets go. */
  close(): Promise<void>;
}

/** What a screen needs. */
export interface TerminalScreenOptions {
  readonly directory: string;
  readonly source: OutputSource;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether a viewer sees the question at an offset, and so answers it. */
  readonly isAnswered: (offset: number) => boolean;
  /** Called with what the emulator answers to a question of the program. */
  readonly onReply: (reply: string) => void;
  /** Called when the emulator begins and ends to follow the output. */
  readonly onActive: (active: boolean) => void;
}

/** An emulator holds about 2 MB: long enough for someone who looks again and again, short enough for the rest. */
const IDLE_MS = 60_000;
/** An emulator that was only built to save what the log drops stays for the next time, which in a flood comes at once. */
const SAVING_IDLE_MS = 1_000;
/** Writing a picture takes ten milliseconds: in a flood not every segment is worth one, as long as the emulator is there. */
const STORE_INTERVAL_MS = 2_000;
/** Drawn in one go; less than a millisecond. Then others get a turn. */
const DRAW_BYTES = 16 * 1024;
/**
 * Drawing costs more than passing output on to viewers, and nobody needs the picture yet: while less than this is undrawn (which takes
 * some twentieths of a second), others get the time.
 */
const UNDRAWN_BYTES = 2 * 1024 * 1024;
const REST_MS = 10;
/** Someone who looks sees the output up to the moment of looking; in a flood, what could be drawn within this time. */
const CATCH_UP_MS = 1_000;
/** Output that is drawn again at the next start costs a few milliseconds per this much; a checkpoint is not worth less. */
const CHECKPOINT_BYTES = 256 * 1024;
const DEFAULT_SIZE: TerminalSize = { columns: 80, rows: 24 };

interface LiveScreen {
  readonly emulator: ScreenEmulator;
  readonly cursor: OutputCursor;
  /** Resolves when all output up to an offset is drawn, or nothing more can come. */
  drawn(offset: number): Promise<void>;
  /** Draws without resting between turns, as far as there is output. */
  hurry(): void;
  exact(): boolean;
  stop(): void;
}

interface Question {
  readonly begin: number;
  readonly end: number;
}

/** Makes the screen; nothing is built before someone looks. */
export function createTerminalScreen(options: TerminalScreenOptions): TerminalScreen {
  const { directory, source, clock, logger } = options;
  let building: Promise<LiveScreen> | null = null;
  let idle: Timer | null = null;
  /** How far the stored picture goes; null while that is not known. */
  let storedOffset: number | null = null;
  let questions: Question[] = [];
  let storedAt = Number.NEGATIVE_INFINITY;
  /** What is older than this is gone from the log, or will be soon: only a stored picture still has it. */
  let neededOffset = 0;
  /** How often someone has looked since the emulator was built. */
  let lookers = 0;

  function keepFor(idleMs: number): void {
    idle?.cancel();
    idle = clock.setTimer(idleMs, () => void release());
  }

  function acquire(): Promise<LiveScreen> {
    keepFor(IDLE_MS);
    building ??= build().catch((error: unknown) => {
      building = null;
      throw error;
    });
    return building;
  }

  async function build(): Promise<LiveScreen> {
    await source.begin();
    const stored = await readCheckpoint(directory);
    storedOffset = stored?.offset ?? 0;
    options.onActive(true);
    const size = stored?.size ?? sizeAt(source.sizes(), 0) ?? DEFAULT_SIZE;
    const emulator = createScreenEmulator(size, storedOffset);
    if (stored !== null) emulator.restore(stored);
    return follow(emulator, stored?.exact ?? true);
  }

  function follow(emulator: ScreenEmulator, wasExact: boolean): LiveScreen {
    let exact = wasExact;
    let ended = false;
    let turn: NodeJS.Immediate | null = null;
    let rest: Timer | null = null;
    let drawnThisTurn = 0;
    const waiting = new Set<{ readonly offset: number; readonly resolve: () => void }>();
    let cursor: OutputCursor | null = null;

    function wake(): void {
      for (const waiter of waiting) {
        if (!ended && emulator.offset() < waiter.offset) continue;
        waiting.delete(waiter);
        waiter.resolve();
      }
    }

    function draw(bytes: Uint8Array, offset: number): void {
      for (let at = 0; at < bytes.length; ) {
        const question = questions.find(({ end }) => end > offset + at);
        const isAsking = question !== undefined && question.begin <= offset + at;
        const limit = question === undefined ? bytes.length : (isAsking ? question.end : question.begin) - offset;
        const end = Math.min(bytes.length, limit);
        const answer = isAsking && !options.isAnswered(question.begin) ? options.onReply : null;
        if (!emulator.feed(bytes.subarray(at, end), offset + at, answer)) exact = false;
        at = end;
      }
      questions = questions.filter(({ end }) => end > emulator.offset());
      drawnThisTurn += bytes.length;
      if (drawnThisTurn >= DRAW_BYTES && cursor !== null) yieldTurn(cursor);
      wake();
    }

    function yieldTurn(busy: OutputCursor): void {
      busy.pause();
      const mayRest = waiting.size === 0 && questions.length === 0 && source.knownEnd() - emulator.offset() < UNDRAWN_BYTES;
      if (mayRest) rest = clock.setTimer(REST_MS, hurry);
      else drawOn(busy);
    }

    function drawOn(busy: OutputCursor): void {
      turn = setImmediate(() => {
        drawnThisTurn = 0;
        busy.resume();
      });
    }

    /** Ends the rest, because somebody needs the screen, or it was long enough. */
    function hurry(): void {
      if (rest === null) return;
      rest.cancel();
      rest = null;
      if (cursor !== null) drawOn(cursor);
    }

    function end(): void {
      ended = true;
      wake();
    }

    const opened = openOutputCursor(
      source,
      source.placeAt(emulator.offset()),
      {
        onData: draw,
        onSize: (mark) => emulator.resize(mark.size),
        onGap(toOffset) {
          exact = false;
          emulator.skipTo(toOffset);
          logger.warn('output was lost before it could be drawn', { toOffset });
        },
        onEnd: end,
        onFailure(error) {
          exact = false;
          logger.warn('the output log cannot be read', { error });
          end();
        },
      },
      DRAW_BYTES,
    );
    cursor = opened;
    opened.resume();
    return {
      emulator,
      cursor: opened,
      hurry,
      drawn(offset) {
        if (ended || emulator.offset() >= offset) return Promise.resolve();
        hurry();
        return new Promise((resolve) => waiting.add({ offset, resolve }));
      },
      exact: () => exact,
      stop() {
        if (turn !== null) clearImmediate(turn);
        rest?.cancel();
        opened.close();
        end();
        emulator.dispose();
      },
    };
  }

  /** What is drawn from the log may be drawn before the host's word that it asks has come. The program waits, so it is asked anew. */
  async function answerDrawn({ emulator }: LiveScreen, question: Question): Promise<void> {
    questions = questions.filter((other) => other !== question);
    const { begin, end } = question;
    const asked = await source.next(source.placeAt(begin), end - begin);
    if (options.isAnswered(begin)) return;
    const isAsked = asked.type === 'data' && asked.bytes.length === end - begin && emulator.ask(asked.bytes, options.onReply);
    if (!isAsked) logger.warn('a question of the program came too late to be answered', { offset: begin });
  }

  /** The screen with all output that was known of when it was asked for. */
  async function current(): Promise<LiveScreen> {
    lookers += 1;
    const live = await acquire();
    const giveUp = new AbortController();
    const drawn = source.presentEnd().then((end) => live.drawn(end));
    await Promise.race([drawn, clock.sleep(CATCH_UP_MS, giveUp.signal).catch(() => {})]);
    giveUp.abort();
    return live;
  }

  async function store(live: LiveScreen): Promise<void> {
    const snapshot = live.emulator.snapshot(SCROLLBACK_LINES);
    if (snapshot.offset <= (storedOffset ?? 0)) return;
    storedAt = clock.monotonic();
    await writeCheckpoint(directory, { ...snapshot, exact: live.exact() });
    storedOffset = snapshot.offset;
  }

  async function release(): Promise<void> {
    idle?.cancel();
    idle = null;
    const live = await building?.catch(() => null);
    building = null;
    lookers = 0;
    if (live === null || live === undefined) return;
    const stored = storedOffset ?? 0;
    const isWorthIt = stored < neededOffset || live.emulator.offset() - stored >= CHECKPOINT_BYTES;
    if (isWorthIt) await store(live).catch((error: unknown) => logger.warn('the screen could not be stored', { error }));
    live.stop();
    options.onActive(false);
  }

  return {
    async read() {
      const { emulator, exact } = await current();
      return { ...emulator.read(), size: emulator.size(), offset: emulator.offset(), exact: exact() };
    },
    lastLines: async (count) => (await current()).emulator.lastLines(count),
    async snapshot(scrollbackLines) {
      const { emulator, cursor } = await current();
      const snapshot = emulator.snapshot(scrollbackLines);
      return { ...snapshot, place: { offset: snapshot.offset, sizeIndex: cursor.place().sizeIndex } };
    },
    answer(offset, length) {
      lookers += 1;
      const question = { begin: offset, end: offset + length };
      questions.push(question);
      const answering = acquire().then(async (live) => {
        live.hurry();
        if (questions.includes(question) && live.emulator.offset() >= question.end) await answerDrawn(live, question);
      });
      answering.catch((error: unknown) => logger.warn('a question of the program could not be answered', { error }));
    },
    async saveBefore(offset) {
      neededOffset = Math.max(neededOffset, offset);
      storedOffset ??= (await readCheckpoint(directory))?.offset ?? 0;
      if (storedOffset >= offset) return;
      const live = await acquire();
      await live.drawn(offset);
      if (clock.monotonic() - storedAt >= STORE_INTERVAL_MS) await store(live);
      // Many terminals may be saving at the same time, and nobody looks at them.
      if (lookers === 0) keepFor(SAVING_IDLE_MS);
    },
    close: release,
  };
}
