import { parseArgs } from 'node:util';
import { SUBJECTS, type TriedKind } from '../campaign/campaign.ts';
import { RUNTIMES, type RuntimeChoice } from '../machine/crash-home.ts';
import { FAULT_KINDS, type FaultPoint, parsePoint } from '../preload/fault-order.ts';

/** What was asked for. */
export interface FaultOptions {
  readonly seed: number;
  /** Names of commands; empty for all. */
  readonly commands: readonly string[];
  readonly kinds: ReadonlySet<TriedKind>;
  readonly point: FaultPoint | null;
  readonly sample: number | null;
  readonly ofEachKind: boolean;
  readonly rounds: number;
  readonly workers: number;
  readonly runtime: RuntimeChoice;
  /** Where logs of what broke go; null for nowhere. */
  readonly logs: string | null;
  readonly help: boolean;
}

const KINDS: readonly TriedKind[] = [...FAULT_KINDS, 'random'];

/** How it is called. */
export const USAGE = `npm run faults -- [--only COMMAND[:KIND]]... [--point POINT] [--sample N [--of-each-kind]] [--rounds N] [--seed N] [--runtime NAME] [--workers N] [--logs FOLDER]

  --only COMMAND[:KIND]  only this command, or only this kind of fault in it; may be given several times; \`--only :kill\` is one kind in all
  --point POINT          only at this point, as a failure prints it: "after git worktree add #1"
  --sample N             at most N faults at points of each command, chosen by the seed; default: all
  --of-each-kind         the sample is N faults of each kind
  --rounds N             also kill at random times, N times for each command; default 20
  --seed N               what chance begins with; default 1
  --runtime NAME         ${RUNTIMES.join(', ')}; default pty-host
  --workers N            homes at the same time; default 2
  --logs FOLDER          keeps the logs of daemons that broke something

Commands: ${SUBJECTS.map(({ name }) => name).join(', ')}
Kinds: ${KINDS.join(', ')}
`;

/** Reads the arguments. @throws Error with a message for people. */
export function parseFaultOptions(args: readonly string[]): FaultOptions {
  const { values } = parseArgs({
    // A package manager may hand on the `--` that was meant for itself.
    args: args.filter((argument, index) => !(index === 0 && argument === '--')),
    options: {
      only: { type: 'string', multiple: true, default: [] },
      point: { type: 'string' },
      sample: { type: 'string' },
      'of-each-kind': { type: 'boolean', default: false },
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      runtime: { type: 'string', default: 'pty-host' },
      workers: { type: 'string', default: '2' },
      logs: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const wanted = values.only.map((text) => text.split(':'));
  const commands = [...new Set(wanted.map(([command = '']) => command).filter((command) => command !== ''))];
  const kinds = wanted.map(([, kind]) => kind).filter((kind) => kind !== undefined);
  return {
    seed: wholeNumber('--seed', values.seed, 0),
    commands: commands.map((name) =>
      known(
        'command',
        name,
        SUBJECTS.map((subject) => subject.name),
      ),
    ),
    kinds: new Set(kinds.length === 0 ? KINDS : kinds.map((name) => known('kind', name, KINDS))),
    point: values.point === undefined ? null : parsePoint(values.point),
    sample: values.sample === undefined ? null : wholeNumber('--sample', values.sample, 0),
    ofEachKind: values['of-each-kind'],
    rounds: wholeNumber('--rounds', values.rounds, 0),
    workers: wholeNumber('--workers', values.workers, 1),
    runtime: known('runtime', values.runtime, RUNTIMES),
    logs: values.logs ?? null,
    help: values.help,
  };
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`${option} must be a whole number of at least ${least}, not "${text}".`);
}

function known<Name extends string>(what: string, name: string, names: readonly Name[]): Name {
  const found = names.find((candidate) => candidate === name);
  if (found === undefined) throw new Error(`There is no ${what} "${name}". There are: ${names.join(', ')}.`);
  return found;
}
