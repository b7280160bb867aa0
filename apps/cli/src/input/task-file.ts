import { AoError } from '@ao/domain';

/** One task of a file. */
export interface FileTask {
  readonly prompt?: string | undefined;
  readonly issue?: string | undefined;
  readonly agent?: string | undefined;
  readonly model?: string | undefined;
  readonly displayName?: string | undefined;
}

const KEYS = { prompt: 'prompt', issue: 'issue', agent: 'agent', model: 'model', name: 'displayName' } as const satisfies Record<
  string,
  keyof FileTask
>;
/** `#12`, `owner/repo#12`, or the page of an issue: a line that is nothing else names an issue. */
const ISSUE_LINE = /^(?:(?:[^\s/#]+\/[^\s/#]+)?#\d+|https?:\/\/\S+\/issues\/\d+\S*)$/;

/**
 * Reads tasks, one per line: a prompt, an issue, or a JSON object with `prompt`, `issue`, `agent`, `model` and `name`. Blank lines and
 * lines that begin with `# ` are left out.
 *
 * @throws AoError `INVALID_REQUEST` with the line.
 */
export function parseTaskFile(text: string): readonly FileTask[] {
  const tasks = text.split('\n').flatMap((raw, index): readonly FileTask[] => {
    const line = raw.replace(/^\ufeff/, '').trim();
    if (line === '' || line === '#' || line.startsWith('# ')) return [];
    if (line.startsWith('{')) return [parseJsonTask(line, index + 1)];
    return [ISSUE_LINE.test(line) ? { issue: line } : { prompt: line }];
  });
  if (tasks.length === 0) throw new AoError('INVALID_REQUEST', { message: 'There is no task in it. Write one per line.' });
  return tasks;
}

function parseJsonTask(line: string, number: number): FileTask {
  const fields = Object.entries(parseObject(line, number)).map(([key, value]) => {
    if (!Object.hasOwn(KEYS, key)) throw invalid(number, `"${key}" is not known; there are ${Object.keys(KEYS).join(', ')}.`);
    if (typeof value !== 'string' && typeof value !== 'number') throw invalid(number, `${key} is a text.`);
    return [KEYS[key as keyof typeof KEYS], String(value)];
  });
  return Object.fromEntries(fields) as FileTask;
}

function parseObject(line: string, number: number): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below.
  }
  throw invalid(number, 'It is no JSON object on one line.');
}

function invalid(number: number, problem: string): AoError {
  return new AoError('INVALID_REQUEST', { message: `Line ${number} of the tasks cannot be used. ${problem}`, details: { line: number } });
}
