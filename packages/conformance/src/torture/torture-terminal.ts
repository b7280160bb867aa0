import type { ExitFacts, Timestamp } from '@ao/domain';
import type { Clock, Timer } from '@ao/ports';
import { createTortureComposer } from './torture-composer.ts';
import { createTortureHooks, type TortureHookListener } from './torture-hooks.ts';
import { createTortureKeys, type TortureKey } from './torture-keys.ts';
import type { TortureRecord, TortureState } from './torture-record.ts';
import { drawTortureScene } from './torture-screen.ts';
import type { TortureTemper } from './torture-temper.ts';
import type { SeededRandom } from './seeded-random.ts';
import { createTortureWhims } from './torture-whims.ts';

/** What a tortured program needs. The caller owns all of it. */
export interface TortureTerminalOptions {
  readonly clock: Clock;
  readonly random: SeededRandom;
  /** May change while it runs. */
  readonly temper: () => TortureTemper;
  /** Everything that really happens is written here. */
  readonly record: TortureRecord;
  readonly onHook: TortureHookListener;
  /** The picture is another one now. */
  readonly onDraw?: (() => void) | undefined;
  readonly onExit?: ((exit: ExitFacts) => void) | undefined;
}

/** A terminal program with the habits of coding agents, and their bad ones. */
export interface TortureTerminal {
  /** Types into it. Answers false when it has ended. */
  write(bytes: Uint8Array): boolean;
  lines(): readonly string[];
  readonly lastOutputAt: Timestamp | null;
  readonly exit: ExitFacts | null;
  readonly state: TortureState;
  /** Ends it, as a signal does. */
  end(signal: string): void;
  /** Lets go of every timer. */
  close(): void;
}

interface Turn {
  readonly startedAt: Timestamp;
  readonly prompt: string;
  timer: Timer | null;
  /** A step came due while a dialog was open. */
  isHeldUp: boolean;
  hasBegun: boolean;
  stepsLeft: number;
}

interface OpenDialog {
  readonly question: string;
  readonly openedAt: Timestamp;
  readonly answered: () => void;
}

const PASTE_DIGEST_MS = 250;
const LISTENS_AFTER_MS = 1_500;
const REACTION_MS = 500;
/** A person who finds a text in the composer sends it or clears it, but not while anything moves. */
const FORGOTTEN_AFTER_MS = 30_000;

/** Starts the program. Everything it does follows from the clock, the chance it is given, and what is typed. */
export function createTortureTerminal(options: TortureTerminalOptions): TortureTerminal {
  const { clock, random, record } = options;
  const timers = new Set<Timer>();
  const decode = createTortureKeys();
  const composer = createTortureComposer();
  const hooks = createTortureHooks({ clock, random, temper: options.temper, listener: options.onHook });
  const transcript: string[] = [];
  const unread: TortureKey[] = [];
  let isListening = false;
  let isTorn = false;
  let dialog: OpenDialog | null = null;
  let turn: Turn | null = null;
  let exit: ExitFacts | null = null;
  let lastOutputAt: Timestamp | null = null;
  let lastPasteAt = Number.NEGATIVE_INFINITY;
  let lastKeyAt = Number.NEGATIVE_INFINITY;
  let asked = 0;

  function after(delayMs: number, call: () => void): Timer {
    const timer = clock.setTimer(delayMs, () => {
      timers.delete(timer);
      if (exit === null) call();
    });
    timers.add(timer);
    return timer;
  }

  function state(): TortureState {
    if (exit !== null) return 'exited';
    if (dialog !== null) return 'blocked';
    if (!isListening) return 'starting';
    return turn === null ? 'idle' : 'active';
  }

  /** Something has happened: the picture is drawn, and the truth noted. */
  function changed(): void {
    record.events += 1;
    lastOutputAt = clock.now();
    const now = state();
    if (record.states.at(-1)?.state !== now) record.states.push({ state: now, at: clock.now() });
    options.onDraw?.();
  }

  function listen(): void {
    isListening = true;
    hooks.fire({ event: 'SessionStart' });
    changed();
  }

  function ask(question: string, answered: () => void): void {
    if (dialog !== null) return answered();
    // A program that draws a dialog has read its input.
    read();
    if (dialog !== null || exit !== null) return answered();
    dialog = { question, openedAt: clock.now(), answered };
    changed();
    after(random.integer(300, options.temper().longestAnswerMs), answer);
  }

  function answer(): void {
    const { answered } = dialog ?? {};
    dialog = null;
    changed();
    answered?.();
    if (turn?.isHeldUp === true) {
      turn.isHeldUp = false;
      step(turn);
    }
  }

  function submit(): void {
    if (random.chance(options.temper().enterIgnored)) return;
    if (clock.now() - lastPasteAt < PASTE_DIGEST_MS && random.chance(options.temper().enterSwallowedByPaste)) {
      return composer.type({ type: 'text', text: '\n' });
    }
    take(composer.take().trim());
  }

  function take(text: string): void {
    if (text === '') return;
    record.submissions.push({ text, at: clock.now() });
    transcript.push(`> ${text.split('\n')[0]}`);
    hooks.fire({ event: 'UserPromptSubmit', prompt: text });
    if (turn === null) begin(text);
    else turn.stepsLeft += 1;
  }

  function begin(prompt: string): void {
    const begun: Turn = { startedAt: clock.now(), prompt, timer: null, isHeldUp: false, hasBegun: false, stepsLeft: random.integer(1, 5) };
    turn = begun;
    schedule(begun);
  }

  function schedule(present: Turn): void {
    present.timer = after(random.integer(50, Math.max(60, options.temper().longestTurnMs / 4)), () => step(present));
  }

  function step(present: Turn): void {
    if (turn !== present) return;
    if (dialog !== null) {
      present.isHeldUp = true;
      return;
    }
    present.hasBegun = true;
    present.stepsLeft -= 1;
    if (present.stepsLeft <= 0) {
      turn = null;
      transcript.push('● done');
      hooks.fire({ event: 'Stop' });
      return changed();
    }
    useTool(present);
  }

  function useTool(present: Turn): void {
    asked += 1;
    const id = `use-${asked}`;
    hooks.fire({ event: 'PreToolUse', id });
    const done = (): void => {
      if (turn !== present) return;
      hooks.fire({ event: 'PostToolUse', id });
      if (random.chance(0.2)) hooks.fire({ event: 'SubagentStop' });
      transcript.push('● used a tool');
      changed();
      schedule(present);
    };
    if (!random.chance(options.temper().asksInTurn)) return done();
    ask(`Do you want to proceed with ${id}?`, done);
    if (dialog !== null) hooks.fire({ event: 'PermissionRequest', id });
  }

  /** Stops the turn. No hook tells of it, and an early one puts the prompt back into the composer. */
  function interrupt(): void {
    if (turn === null) return;
    const { timer, hasBegun, prompt } = turn;
    timer?.cancel();
    turn = null;
    transcript.push('  Interrupted');
    if (hasBegun || !composer.isEmpty) return;
    composer.type({ type: 'text', text: prompt });
    after(random.integer(3_000, 8_000), forget);
  }

  /** The person empties the composer. */
  function forget(): void {
    composer.take();
    changed();
  }

  function press(key: TortureKey): void {
    lastKeyAt = clock.now();
    if (dialog !== null) {
      const text = 'text' in key ? key.text : key.type;
      record.intoDialogs.push({ text, at: clock.now(), openForMs: clock.now() - dialog.openedAt });
    } else if ('text' in key) {
      composer.type(key);
      if (key.type === 'paste') lastPasteAt = clock.now();
    } else if (key.type === 'enter') submit();
    else if (key.type === 'escape') interrupt();
    else if (key.type === 'clear') composer.take();
    else composer.type({ type: 'text', text: '\n' });
    changed();
  }

  function read(): void {
    for (const key of unread.splice(0)) press(key);
  }

  const whims = createTortureWhims({
    random,
    temper: options.temper,
    after,
    isQuiet: () => isListening && dialog === null && composer.isEmpty && unread.length === 0 && clock.now() - lastKeyAt > 1_000,
    isListening: () => isListening,
    // Nobody reacts to what they have not seen yet.
    isBusy: () => turn !== null && dialog === null && clock.now() - turn.startedAt > REACTION_MS,
    ask: (question) => ask(question, () => undefined),
    tear(forMs) {
      isTorn = true;
      changed();
      after(forMs, () => {
        isTorn = false;
        changed();
      });
    },
    draft(forMs) {
      composer.type({ type: 'text', text: 'a draft of the person' });
      changed();
      after(forMs, forget);
    },
    isForgotten: () => isListening && dialog === null && !composer.isEmpty && clock.now() - (lastOutputAt ?? 0) > FORGOTTEN_AFTER_MS,
    tidyUp(how) {
      if (how === 'submit') take(composer.take().trim());
      else composer.take();
      changed();
    },
    interrupt() {
      interrupt();
      changed();
    },
    remind: () => hooks.fire({ event: 'Notification' }),
    crash: () => end('SIGKILL'),
  });

  function end(signal: string): void {
    if (exit !== null) return;
    exit = { at: clock.now(), code: null, signal, evidence: 'exit_record' };
    whims.stop();
    for (const timer of timers) timer.cancel();
    timers.clear();
    changed();
    options.onExit?.(exit);
  }

  record.states.push({ state: 'starting', at: clock.now() });
  after(random.integer(50, LISTENS_AFTER_MS), () =>
    random.chance(options.temper().asksForTrust) ? ask('Do you trust the files in this folder?', listen) : listen(),
  );

  return {
    write(bytes) {
      if (exit !== null) return false;
      unread.push(...decode(bytes));
      if (isListening && random.chance(options.temper().slowEcho)) after(random.integer(10, options.temper().slowEchoMs), read);
      else if (isListening || dialog !== null) read();
      else after(LISTENS_AFTER_MS, read);
      return true;
    },
    lines: () =>
      drawTortureScene({
        isListening,
        isTorn,
        busyForMs: turn === null ? null : clock.now() - turn.startedAt,
        composer: composer.shown(),
        question: dialog?.question ?? null,
        transcript,
      }),
    get lastOutputAt() {
      // The spinner turns while it works.
      return turn !== null && dialog === null && exit === null ? clock.now() : lastOutputAt;
    },
    get exit() {
      return exit;
    },
    get state() {
      return state();
    },
    end,
    close() {
      whims.stop();
      hooks.close();
      for (const timer of timers) timer.cancel();
      timers.clear();
    },
  };
}
