import { AoError } from '@ao/domain';
import type { AgentComposer, AgentDeliveryOutcome, AgentDeliveryRequest, AgentV1, Clock, RuntimeV1, ScreenReading, ScreenSnapshot, TypingPlan } from '@ao/ports';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const bytes = (text: string): Uint8Array => encoder.encode(text);

export const KEYS = { submit: '\r', interrupt: '\u001b', clear: '\u0015' } as const;

/** What the scripted program shows. */
interface Shown {
  readonly state: ScreenReading['state'];
  readonly dialog: string | null;
  readonly composerText: string | null;
}

/** A terminal program with a composer and dialogs, that notes everything that must not happen to it. */
export interface ScriptedTui {
  composer: string;
  dialog: string | null;
  busy: boolean;
  /** The screen shows something that cannot be read. */
  garbled: boolean;
  exited: boolean;
  /** So many presses of Enter do nothing. */
  ignoredEnters: number;
  /** Typed text appears in the composer only so much later. */
  echoDelayMs: number;
  /** An interrupt puts the interrupted prompt back into the composer. */
  putsBack: boolean;
  readonly submissions: string[];
  readonly writes: string[];
  /** What was typed while a dialog was open. Must stay empty. */
  readonly intoDialogs: string[];
  /** Keys that interrupted or cleared. */
  readonly control: string[];
  onSubmit: (text: string) => void;
  /** What was typed and does not show yet. */
  unread: string[];
  readonly interface: ScriptedInterface;
  /** Called with what is about to be written, before it has any effect. */
  onWrite: (text: string) => void;
}

/** The interface the program has beside its terminal, as a test moves it. */
export interface ScriptedInterface {
  /** What it answers a message with; `throw` and `hang` are broken adapters. */
  answer: AgentDeliveryOutcome | 'throw' | 'hang';
  /** Whether the agent takes the message, whatever is answered. */
  takes: boolean;
  /** The answer comes so much later than the message is taken. */
  replyMs: number;
  /** Everything that was handed over. */
  readonly handed: { readonly id: string; readonly text: string }[];
  interrupts: number;
  interruptible: boolean;
}

/** Makes the program. */
export function createScriptedTui(): ScriptedTui {
  return {
    composer: '',
    dialog: null,
    busy: false,
    garbled: false,
    exited: false,
    ignoredEnters: 0,
    echoDelayMs: 0,
    putsBack: false,
    submissions: [],
    writes: [],
    intoDialogs: [],
    control: [],
    unread: [],
    interface: {
      answer: { type: 'accepted', evidence: 'taken by its server' },
      takes: true,
      replyMs: 20,
      handed: [],
      interrupts: 0,
      interruptible: true,
    },
    onSubmit: () => undefined,
    onWrite: () => undefined,
  };
}

/** The program reads what was typed so far, as it does before it draws anything. */
export function readInput(tui: ScriptedTui): void {
  tui.composer += tui.unread.splice(0).join('');
}

/** The runtime the program runs in, as one life of the daemon sees it. */
export function createTuiRuntime(tui: ScriptedTui, life: { readonly crashed: boolean; readonly clock: Clock }): RuntimeV1 {
  const never = <Result>(): Promise<Result> => new Promise(() => undefined);
  let lastOutputAt = 0;

  function apply(text: string): void {
    tui.onWrite(text);
    tui.writes.push(text);
    if (tui.exited) throw new AoError('RUNTIME_GONE');
    if (tui.dialog !== null) tui.intoDialogs.push(text);
    else if (text === KEYS.submit) submit();
    else if (text === KEYS.interrupt) interrupt();
    else if (text === KEYS.clear) clear();
    else echo(text);
  }

  function submit(): void {
    if (tui.ignoredEnters > 0) tui.ignoredEnters -= 1;
    else if (tui.composer !== '') {
      const text = tui.composer;
      tui.composer = '';
      tui.submissions.push(text);
      tui.onSubmit(text);
    }
  }

  function interrupt(): void {
    tui.control.push('interrupt');
    if (tui.busy && tui.putsBack) tui.composer = tui.submissions.at(-1) ?? 'the prompt before';
    tui.busy = false;
  }

  function clear(): void {
    tui.control.push('clear');
    tui.composer = '';
  }

  function echo(text: string): void {
    tui.unread.push(text);
    const show = (): void => {
      lastOutputAt = life.clock.now();
      readInput(tui);
    };
    if (tui.echoDelayMs === 0) show();
    else life.clock.setTimer(tui.echoDelayMs, show);
  }

  function look(): ScreenSnapshot {
    const state = tui.garbled ? 'unknown' : tui.dialog !== null ? 'dialog' : tui.busy ? 'busy' : 'composer';
    const shown: Shown = { state, dialog: tui.dialog, composerText: state === 'dialog' || state === 'unknown' ? null : tui.composer };
    return {
      lines: ['', 'Scripted agent', tui.dialog ?? `> ${tui.composer}`, ''],
      size: { columns: 80, rows: 4 },
      cursor: { row: 2, column: 2, visible: true },
      title: JSON.stringify(shown),
      alternateScreen: false,
      bracketedPaste: false,
      offset: 0,
      lastOutputAt,
      exact: true,
    };
  }

  return {
    name: 'scripted',
    screen: () => (life.crashed ? never() : Promise.resolve().then(look)),
    write(_handle: unknown, data: Uint8Array) {
      if (life.crashed) return never();
      try {
        apply(decoder.decode(data));
        return Promise.resolve();
      } catch (thrown) {
        return Promise.reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
      }
    },
  } as unknown as RuntimeV1;
}

/** What the scripted agent can do. */
export interface ScriptedAgentOptions {
  readonly acceptsWhileBusy?: boolean;
  readonly canBeSeen?: boolean;
  readonly takesMessages?: boolean;
  readonly plan?: AgentComposer['plan'];
  readonly whileBusy?: AgentComposer['whileBusy'];
  /** The program whose interface takes messages, under that clock. */
  readonly delivers?: { readonly tui: ScriptedTui; readonly clock: Clock } | undefined;
  readonly interrupts?: boolean;
}

/** Types a text in two steps with a pause between them, and expects to see it. */
export function planInTwoSteps(text: string): TypingPlan {
  const half = Math.ceil(text.length / 2);
  return {
    type: 'type',
    steps: [text.slice(0, half), text.slice(half)].filter((part) => part !== '').map((part) => ({ bytes: bytes(part), settleMs: 30 })),
    submit: { bytes: bytes(KEYS.submit), settleMs: 20 },
    expectOnScreen: text,
  };
}

/** The agent that runs in the scripted program. */
export function createScriptedAgent(options: ScriptedAgentOptions = {}): AgentV1 {
  const { acceptsWhileBusy = false, canBeSeen = true, takesMessages = true, plan = planInTwoSteps, whileBusy, delivers, interrupts = false } = options;
  const composer: AgentComposer = {
    acceptsWhileBusy,
    whileBusy,
    plan,
    clear: { bytes: bytes(KEYS.clear), settleMs: 10 },
    interrupt: [{ bytes: bytes(KEYS.interrupt), settleMs: 10 }],
    acknowledgeWithinMs: 10_000,
  };
  return {
    specificationVersion: 'agent-v1',
    name: 'scripted',
    displayName: 'Scripted agent',
    interpretHook: () => [],
    ...(takesMessages && { composer }),
    ...(delivers !== undefined && { deliver: (request: AgentDeliveryRequest) => takeMessage(delivers.tui, delivers.clock, request) }),
    ...(delivers !== undefined && interrupts && { interrupt: () => takeInterrupt(delivers.tui) }),
    ...(canBeSeen && {
      readScreen: ({ title }: ScreenSnapshot): ScreenReading => {
        const shown = JSON.parse(title) as Shown;
        const dialog = shown.dialog === null ? null : ({ kind: 'permission', text: shown.dialog } as const);
        return { state: shown.state, dialog, composerText: shown.composerText, launch: null };
      },
    }),
  } as unknown as AgentV1;
}

async function takeMessage(tui: ScriptedTui, clock: Clock, { messageId, text }: AgentDeliveryRequest): Promise<AgentDeliveryOutcome> {
  const { answer, takes, replyMs, handed } = tui.interface;
  if (takes) {
    handed.push({ id: messageId, text });
    tui.submissions.push(text);
    tui.onSubmit(text);
  }
  if (replyMs > 0) await clock.sleep(replyMs);
  if (answer === 'hang') return new Promise(() => undefined);
  if (answer === 'throw') throw new Error('socket hang up');
  return answer;
}

async function takeInterrupt(tui: ScriptedTui): Promise<boolean> {
  if (!tui.interface.interruptible) return false;
  tui.interface.interrupts += 1;
  tui.busy = false;
  return true;
}
