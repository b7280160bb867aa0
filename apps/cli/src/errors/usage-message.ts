import { nearestWord } from './nearest-word.ts';

/** What the parser of the command line knows about an error; which of it is there depends on the error. */
interface ParseError extends Error {
  readonly args?: readonly (string | { readonly name: string; readonly description?: string; readonly options?: readonly string[] })[];
  readonly flags?: readonly string[];
}

/**
 * What is wrong with a command line, in one sentence, and where to look.
 *
 * @param command - the command that was called, with blanks, for example `session get`; null when none was found.
 */
export function usageMessage(error: ParseError, command: string | null): string {
  return `${problem(error)} See: ao ${command === null ? 'help' : `${command} --help`}`;
}

/** What is said about a command that does not exist. `commands` are the names there are, with blanks. */
export function unknownCommandMessage(typed: string, commands: readonly string[]): string {
  const begun = commands.filter((command) => typed.startsWith(`${command} `)).toSorted((one, other) => other.length - one.length)[0];
  if (begun !== undefined) return `"${typed.slice(begun.length + 1)}" is one word too many. See: ao ${begun} --help`;
  const meant = nearestWord(typed, commands);
  return `There is no command "${typed}".${meant === null ? '' : ` Did you mean: ao ${meant}`}\nSee: ao help`;
}

function problem(error: ParseError): string {
  const { args = [], flags = [], message } = error;
  if (message.startsWith('Nonexistent flag')) return `There is no flag ${flags.join(' or ')}.`;
  if (message.startsWith('Unexpected argument'))
    return `${args.map((arg) => `"${nameOf(arg)}"`).join(' ')} is one word too many; put texts into quotes.`;
  if (message.startsWith('Missing')) return args.map(missing).join(' ');
  return inOneLine(message);
}

function nameOf(arg: NonNullable<ParseError['args']>[number]): string {
  return typeof arg === 'string' ? arg : arg.name;
}

function missing(arg: NonNullable<ParseError['args']>[number]): string {
  if (typeof arg === 'string') return `${arg} is missing.`;
  return `${arg.name.toUpperCase()} is missing: ${firstDown(arg.description ?? arg.name)}`;
}

function firstDown(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** The parser's own words, without their lists and colours. */
function inOneLine(message: string): string {
  const text = message
    .replace(/\nSee more help with --help$/, '')
    .replace(/^The following errors? occurred:/, '')
    .replace(/^\s*All of the following must be provided when using (--\S+): /, '$1 needs ')
    .replace(/^Parsing (--\S+)\s+/, '$1: ')
    .replace(/\u001b\[[0-9;]*m/g, '')
    .replace(/(--[\w-]+)=true /g, '$1 ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
