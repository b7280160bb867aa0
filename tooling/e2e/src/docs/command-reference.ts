import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './documents.ts';

/** Where the reference stands, from the root. */
export const REFERENCE_PATH = 'docs/cli.md';

interface Flag {
  readonly name: string;
  readonly char?: string;
  readonly description?: string;
  readonly summary?: string;
  readonly default?: unknown;
  readonly env?: string;
  readonly helpValue?: string;
  readonly helpGroup?: string;
  readonly type: 'boolean' | 'option';
  readonly options?: readonly string[];
  readonly required?: boolean;
  readonly hidden?: boolean;
}

interface Argument {
  readonly name: string;
  readonly description?: string;
  readonly required?: boolean;
}

interface Command {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly args: Readonly<Record<string, Argument>>;
  readonly flags: Readonly<Record<string, Flag>>;
  readonly summary?: string;
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly usage?: string | readonly string[];
  readonly hidden?: boolean;
  readonly enableJsonFlag?: boolean;
}

const GROUPS: readonly (readonly [string, (name: string) => boolean])[] = [
  ['Projects', (name) => name.startsWith('project ')],
  ['The daemon', (name) => ['start', 'stop', 'status', 'doctor', 'version'].includes(name) || name.startsWith('service ')],
  ['The shell', (name) => name === 'completion'],
  ['Sessions', () => true],
];
const GROUP_ORDER = ['Sessions', 'Projects', 'The daemon', 'The shell'];

/** What the built command line says about itself. */
export function readCommands(): readonly Command[] {
  const path = join(ROOT, 'apps', 'cli', 'oclif.manifest.json');
  if (!existsSync(path)) throw new Error('The command line is not built: run `npm run build` in the root first.');
  // Written by our own build from our own commands.
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly commands: Readonly<Record<string, Command>>;
  };
  return Object.values(manifest.commands).filter((command) => command.hidden !== true);
}

/** The reference of all commands as markdown; `preface` stands between the title and the first command. */
export function renderReference(commands: readonly Command[], preface: string): string {
  const named = commands
    .map((command) => ({ command, name: namesOf(command)[0] ?? '' }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const groups = GROUP_ORDER.map((group) => ({
    group,
    members: named.filter(({ name }) => GROUPS.find(([, holds]) => holds(name))?.[0] === group),
  }));
  const contents = groups.map(
    ({ group, members }) => `**${group}**: ${members.map(({ name }) => `[${name}](#ao-${name.replaceAll(' ', '-')})`).join(' · ')}`,
  );
  const sections = groups.flatMap(({ group, members }) => [`## ${group}`, ...members.map(({ command }) => renderCommand(command))]);
  return `${['# Commands', preface, contents.join('\\\n'), ...sections].join('\n\n')}\n`;
}

/** All names of a command, the shortest first. */
function namesOf(command: Command): readonly string[] {
  return [command.id, ...command.aliases].map((name) => name.replaceAll(':', ' ')).toSorted((one, other) => one.length - other.length);
}

function renderCommand(command: Command): string {
  const [name = '', ...others] = namesOf(command);
  const flags = Object.values(command.flags).filter((flag) => flag.helpGroup !== 'GLOBAL' && flag.hidden !== true);
  const description = filled(command.description ?? '').trim();
  return [
    `### ao ${name}`,
    `${command.summary ?? ''}${description === '' || description === command.summary ? '' : `\n\n${description}`}`,
    ['```text', usageOf(name, command, flags), '```'].join('\n'),
    table(Object.values(command.args), (argument) => [
      argument.required === true ? upper(argument.name) : `[${upper(argument.name)}]`,
      argument.description ?? '',
    ]),
    table(flags, (flag) => [flagText(flag), flagDescription(flag)]),
    others.length === 0 ? '' : `Also: ${others.map((other) => `\`ao ${other}\``).join(', ')}.`,
    (command.examples ?? []).length === 0 ? '' : ['```sh', ...(command.examples ?? []).map((example) => filled(example)), '```'].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function usageOf(name: string, command: Command, flags: readonly Flag[]): string {
  if (command.usage !== undefined) {
    const lines = typeof command.usage === 'string' ? [command.usage] : command.usage;
    return lines.map((line) => `ao ${line.replaceAll('<%= command.id %>', name)}`).join('\n');
  }
  const required = Object.values(command.args).map((argument) =>
    argument.required === true ? upper(argument.name) : `[${upper(argument.name)}]`,
  );
  return ['ao', name, ...required, ...(flags.length > 0 ? ['[flags]'] : [])].join(' ');
}

function flagText(flag: Flag): string {
  const value = flag.type === 'option' ? ` ${flag.helpValue ?? flag.options?.join('|') ?? upper(flag.name)}` : '';
  return `${flag.char === undefined ? '' : `-${flag.char}, `}--${flag.name}${value}`;
}

function flagDescription(flag: Flag): string {
  const notes = [
    typeof flag.default === 'string' || typeof flag.default === 'number' ? `Default: \`${flag.default}\`.` : '',
    flag.env === undefined ? '' : `Environment: \`${flag.env}\`.`,
  ];
  return [flag.summary ?? flag.description ?? '', ...notes].filter((text) => text !== '').join(' ');
}

function table<Row>(rows: readonly Row[], cells: (row: Row) => readonly [string, string]): string {
  if (rows.length === 0) return '';
  const lines = rows.map((row) => {
    const [first, second] = cells(row).map((cell) => filled(cell).replaceAll('|', '\\|'));
    return `| \`${first}\` | ${second} |`;
  });
  return ['| | |', '|---|---|', ...lines].join('\n');
}

function filled(text: string): string {
  return text.replaceAll('<%= config.bin %>', 'ao');
}

function upper(name: string): string {
  return name.toUpperCase();
}
