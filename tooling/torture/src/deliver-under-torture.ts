import { BAD_TEMPER, GOOD_TEMPER, type SeededRandom, type TortureTemper } from '@ao/conformance';
import { FINAL_MESSAGE_STATES, type MessageId, type MessageRecord } from '@ao/domain';
import { createTortureWorld, type TortureWorld } from './torture-world.ts';

/** What is delivered how. */
export interface DeliveryTortureOptions {
  readonly seed: number;
  readonly messages: number;
  /** Default: a bad one. */
  readonly temper?: TortureTemper | undefined;
}

/** What came of it. */
export interface DeliveryTortureReport {
  readonly seed: number;
  /** What must never be. Empty when all is well. */
  readonly faults: readonly string[];
  /** How many messages ended how. */
  readonly ends: Readonly<Record<string, number>>;
  readonly events: number;
  readonly agentLaunches: number;
  readonly daemonCrashes: number;
}

const LONGEST_PAUSE_MS = 15_000;
const MOST_WAITING = 3;
const CALM_DOWN_MINUTES = 60;

/**
 * Sends messages to a tortured agent, through crashes of agent and daemon, and checks what must hold whatever happens: none is
 * reported as acknowledged that the agent never took, none is taken twice, none is typed into a dialog, every one has a final receipt.
 */
export async function deliverUnderTorture(options: DeliveryTortureOptions): Promise<DeliveryTortureReport> {
  const temper = options.temper ?? BAD_TEMPER;
  const world = createTortureWorld({ seed: options.seed, temper });
  const { random, clock, stores, sessionId } = world;
  let daemonCrashes = 0;
  try {
    for (let number = 1, text = textOf(1, random); number <= options.messages; ) {
      if (world.daemon().life.crashed) world.boot();
      world.relaunch();
      if (trySend(world, number, text)) {
        number += 1;
        text = textOf(number, random);
      }
      await clock.advance(random.integer(0, random.chance(0.5) ? 200 : LONGEST_PAUSE_MS));
      // Or else most of them would wait until everything has calmed down.
      while (stores.messages.listOpen(sessionId).length > MOST_WAITING && !world.daemon().life.crashed) {
        await clock.advance(random.integer(500, 5_000));
        world.relaunch();
      }
      const crash = random.chance(2 * temper.whimCrash) ? random.pick(['now', 'at a point']) : null;
      if (crash === null) continue;
      daemonCrashes += 1;
      if (crash === 'at a point') world.daemon().life.crashAtPoint(random.integer(1, 30));
      else {
        world.daemon().crash();
        await clock.advance(random.integer(0, LONGEST_PAUSE_MS));
      }
    }
    world.temper = GOOD_TEMPER;
    for (let minute = 0; minute < CALM_DOWN_MINUTES * options.messages; minute += 1) {
      world.boot();
      world.relaunch();
      await clock.advance(60_000);
      if (stores.messages.listOpen(sessionId).length === 0 && !world.daemon().life.crashed) break;
    }
    return report(world, options, daemonCrashes);
  } finally {
    world.close();
  }
}

/** Messages are told apart by a mark no other text has. */
function markOf(number: number): string {
  return `<message ${number}>`;
}

function textOf(number: number, random: SeededRandom): string {
  const mark = markOf(number);
  switch (random.integer(0, 5)) {
    case 0:
      return `${mark} do this\nand that`;
    case 1:
      return `${mark}\n${Array.from({ length: random.integer(3, 12) }, (_, line) => `line ${line} of a long brief`).join('\n')}`;
    case 2:
      return `${mark} ${'a long line of words '.repeat(random.integer(10, 60))}`.trim();
    default:
      return `${mark} use the existing error type`;
  }
}

function trySend(world: TortureWorld, number: number, text: string): boolean {
  try {
    world.daemon().messenger.send({
      sessionId: world.sessionId,
      text,
      // A client that was told nothing sends again under the same id.
      id: `m-${number}` as MessageId,
      sender: { kind: 'person' },
      urgent: world.random.chance(0.1),
    });
    return true;
  } catch {
    // The session has ended, or the daemon crashed over it; nobody was told an id.
    return false;
  }
}

function report(world: TortureWorld, options: DeliveryTortureOptions, daemonCrashes: number): DeliveryTortureReport {
  const { record, stores, sessionId } = world;
  const messages = stores.messages.listForSession(sessionId, Number.MAX_SAFE_INTEGER);
  const faults = [
    ...messages.flatMap((message) =>
      faultsOf(
        message,
        record.submissions.map(({ text }) => text),
      ),
    ),
    ...record.intoDialogs.map(({ text, openForMs }) => `typed into a dialog that was open for ${openForMs} ms: ${JSON.stringify(text)}`),
    ...(messages.length < options.messages ? [`only ${messages.length} of ${options.messages} messages were stored`] : []),
  ];
  const ends: Record<string, number> = {};
  for (const { state } of messages) ends[state] = (ends[state] ?? 0) + 1;
  const agentLaunches = record.states.filter(({ state }) => state === 'starting').length;
  return { seed: options.seed, faults, ends, events: record.events, agentLaunches, daemonCrashes };
}

function faultsOf(message: MessageRecord, submissions: readonly string[]): readonly string[] {
  const mark = /<message \d+>/.exec(message.text)?.[0] ?? message.text;
  const taken = submissions.filter((text) => text.includes(mark));
  const faults: string[] = [];
  if (!FINAL_MESSAGE_STATES.has(message.state)) faults.push(`${mark} has no final receipt: ${message.state}`);
  if (taken.length > 1) faults.push(`${mark} was submitted ${taken.length} times`);
  if (message.state === 'acknowledged' && taken.length === 0) faults.push(`${mark} is reported acknowledged and was never submitted`);
  const whole = taken.some((text) => withoutSpace(text).includes(withoutSpace(message.text)));
  if (message.state === 'acknowledged' && taken.length > 0 && !whole)
    faults.push(`${mark} is reported acknowledged and was not submitted whole`);
  return faults;
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}
