import type { ForgeText } from '@ao/ports';
import { cleanLine } from './clean-line.ts';
import { failureSign } from './failure-signs.ts';

/** What an excerpt may hold. */
export const EXCERPT_MAX_LINES = 60;
export const EXCERPT_MAX_BYTES = 8 * 1024;

/** Reads a log line by line and keeps what holds the failure; of a log of any length it remembers a few dozen lines. */
export interface FailureExcerpt {
  /** Takes the next line, without its line end. */
  add(raw: string): void;
  /** True once the failing step is over: the rest of the log is the host's clean-up and need not be read. */
  isOver(): boolean;
  /** What was kept. */
  result(): ForgeText;
}

interface KeptLine {
  readonly index: number;
  readonly text: string;
}

/** Lines around one that tells what was wrong, and around one that names it. */
const DETAIL_BEFORE = 3;
const DETAIL_AFTER = 8;
const NAME_AFTER = 1;
const DETAILS_MAX = 34;
const NAMES_MAX = 8;
/** The last lines of the step hold the summary. */
const ENDING_LINES = 14;

/**
 * Cuts the failure out of the log of a job. Logs of failed jobs end in clean-up, and steps in summaries: so the step that failed is looked
 * for, and in it the lines that tell what was wrong, the ones that name it, and its end.
 */
export function createFailureExcerpt(): FailureExcerpt {
  let step = createStepMemory(null);
  /** As of the last line the host marked as an error: where no program ended with an exit code, that is the failure. */
  let marked: ForgeText | null = null;
  let isOver = false;
  let isHeader = false;

  return {
    add(raw) {
      if (isOver) return;
      const { mark, text } = cleanLine(raw);
      if (mark === 'step') {
        if (marked === null) step = createStepMemory(text);
        isHeader = marked === null;
        return;
      }
      if (mark === 'endgroup') isHeader = false;
      // Behind the command stand the shell and the environment it gets.
      if (isHeader || mark === 'endgroup') return;
      if (text === 'Post job cleanup.') {
        isOver = marked !== null;
        return;
      }
      const isExit = /^Process completed with exit code \d+\.?$/.test(text);
      step.add(text, mark === 'error' && !isExit);
      if (mark === 'error') marked = step.result();
      isOver = isExit;
    },
    isOver: () => isOver,
    result: () => marked ?? step.result(),
  };
}

interface StepMemory {
  add(text: string, isError: boolean): void;
  result(): ForgeText;
}

function createStepMemory(command: string | null): StepMemory {
  const recent: KeptLine[] = [];
  const details: KeptLine[] = [];
  const names: KeptLine[] = [];
  let index = 0;
  let detailsLeft = 0;
  let namesLeft = 0;

  function add(text: string, isError: boolean): void {
    const line = { index, text };
    index += 1;
    const sign = isError ? 'detail' : failureSign(text);
    if (sign === 'detail') {
      // Only what is not kept yet: windows of neighbours overlap.
      const last = details.at(-1)?.index ?? -1;
      if (details.length < DETAILS_MAX) details.push(...recent.slice(-DETAIL_BEFORE).filter((before) => before.index > last));
      detailsLeft = DETAIL_AFTER + 1;
    }
    if (sign === 'name') namesLeft = NAME_AFTER + 1;
    if (detailsLeft > 0 && details.length < DETAILS_MAX) details.push(line);
    if (namesLeft > 0 && names.length < NAMES_MAX) names.push(line);
    detailsLeft -= 1;
    namesLeft -= 1;
    recent.push(line);
    if (recent.length > EXCERPT_MAX_LINES) recent.shift();
  }

  return {
    add,
    result() {
      const ending = recent.slice(-ENDING_LINES);
      // What matters most comes first; what does not fit is left out.
      const wanted = [...details.slice(0, DETAILS_MAX), ...ending.toReversed(), ...names, ...recent.toReversed()];
      return join(command, fitting(wanted, command), index);
    },
  };
}

/** Room for the marks that say how much was left out. */
const MARKS_BYTES = 400;
const MARKS_LINES = 5;

function fitting(wanted: readonly KeptLine[], command: string | null): readonly KeptLine[] {
  const chosen = new Map<number, KeptLine>();
  let bytes = Buffer.byteLength(command ?? '') + MARKS_BYTES;
  for (const line of wanted) {
    if (chosen.has(line.index)) continue;
    const more = Buffer.byteLength(line.text) + 1;
    if (bytes + more > EXCERPT_MAX_BYTES || chosen.size >= EXCERPT_MAX_LINES - MARKS_LINES) break;
    chosen.set(line.index, line);
    bytes += more;
  }
  return [...chosen.values()].sort((a, b) => a.index - b.index);
}

function join(command: string | null, lines: readonly KeptLine[], total: number): ForgeText {
  const written: string[] = command === null ? [] : [command];
  let next = 0;
  let gaps = 0;
  for (const { index, text } of lines) {
    const missing = index - next;
    if (missing > 0) gaps += 1;
    // More marks than that would cost more than they tell.
    if (missing > 0 && gaps < MARKS_LINES) written.push(`[… ${missing} ${missing === 1 ? 'line' : 'lines'} left out …]`);
    written.push(text);
    next = index + 1;
  }
  return { text: written.join('\n').trimEnd(), isCut: lines.length < total };
}

/** The failure in a whole log. */
export function excerptOfLog(log: string): ForgeText {
  const excerpt = createFailureExcerpt();
  for (const line of log.split('\n')) {
    if (excerpt.isOver()) break;
    excerpt.add(line);
  }
  return excerpt.result();
}
