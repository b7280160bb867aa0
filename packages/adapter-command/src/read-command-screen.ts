import { oneLine, plainLines } from '@ao/adapter-kit';
import type { Timestamp } from '@ao/domain';
import type { ScreenReading, ScreenSnapshot } from '@ao/ports';
import type { CommandAgentRules } from './command-rules.ts';

/**
 * Reads a screen by rules. What no rule speaks of is `unknown`: a quiet program is waiting only where the rules say so.
 *
 * @param now - the time of the look, for programs known by their silence.
 */
export function readCommandScreen(rules: CommandAgentRules, screen: ScreenSnapshot, now: Timestamp): ScreenReading {
  const lines = plainLines(screen);
  const text = lines.join('\n');
  const composerText = composerTextIn(lines, rules.promptSign);
  for (const { kind, pattern } of rules.dialogs ?? []) {
    const match = pattern.exec(text);
    if (match !== null) return { state: 'dialog', dialog: { kind, text: oneLine(match[0]) }, composerText: null, launch: null };
  }
  if (rules.busy?.test(text) === true) return { state: 'busy', dialog: null, composerText, launch: 'ready' };
  const isReady = rules.ready === undefined || rules.ready.test(text);
  if (isReady && isIdle(rules, text, screen, now)) return { state: 'composer', dialog: null, composerText, launch: 'ready' };
  const launch = rules.ready !== undefined && isReady ? 'ready' : null;
  const isEmpty = lines.every((line) => line === '');
  return { state: isEmpty ? 'starting' : 'unknown', dialog: null, composerText: null, launch };
}

function isIdle(rules: CommandAgentRules, text: string, screen: ScreenSnapshot, now: Timestamp): boolean {
  if (rules.idle === undefined && rules.quietMs === undefined) return false;
  if (rules.idle?.test(text) === false) return false;
  return rules.quietMs === undefined || (screen.lastOutputAt !== null && now - screen.lastOutputAt >= rules.quietMs);
}

function composerTextIn(lines: readonly string[], promptSign: string | undefined): string | null {
  const sign = promptSign?.trim();
  if (sign === undefined || sign === '') return null;
  const line = lines.findLast((candidate) => candidate.startsWith(sign));
  return line === undefined ? null : line.slice(sign.length).trim();
}
