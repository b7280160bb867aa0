/** Escape sequences as a whole, then every control character but the tab. */
const ESCAPE_SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|[ -/]*[0-~])/g;
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g;
const TIME_STAMP = /^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z ?/;
const LINE_MAX_LENGTH = 400;

/** A line of a job's log: what the host wrote around it, and what the program wrote. */
export interface LogLine {
  /** `error`: the host marked it as one. `step`: a step begins. `group` and `endgroup`: output is folded. */
  readonly mark: 'none' | 'error' | 'step' | 'group' | 'endgroup';
  /** Without time stamp, marks, colours and control characters; at most 400 characters. */
  readonly text: string;
}

/** Takes a line of a log apart. */
export function cleanLine(raw: string): LogLine {
  const plain = raw.replace(TIME_STAMP, '').replace(ESCAPE_SEQUENCES, '').replace(CONTROL_CHARACTERS, '').toWellFormed().trimEnd();
  const match = /^##\[(\w+)\](.*)$/.exec(plain);
  const [, word = '', rest = ''] = match ?? [];
  if (word === 'group' && rest.startsWith('Run ')) return { mark: 'step', text: short(`$ ${rest.slice(4)}`) };
  if (word === 'group') return { mark: 'group', text: short(rest) };
  if (word === 'endgroup') return { mark: 'endgroup', text: '' };
  if (word === 'error') return { mark: 'error', text: short(rest) };
  return { mark: 'none', text: short(match === null ? plain : rest) };
}

function short(text: string): string {
  return text.length <= LINE_MAX_LENGTH ? text : `${text.slice(0, LINE_MAX_LENGTH - 1).toWellFormed()}…`;
}
