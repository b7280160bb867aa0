import type { ReactionChoices } from '@ao/domain';
import type { ConfigIssue } from './validate-project-config.ts';

const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;
const MESSAGES_MAX = 1_000;
const NAMES_MAX = 100;
const NAME_MAX_CHARACTERS = 200;
const LEAST_MESSAGE_BYTES = 2_048;
const MOST_MESSAGE_BYTES = 64 * 1024;

/** What is wrong with what a project says about reactions to its pull requests. */
export function reactionIssues(reactions: ReactionChoices | undefined): readonly ConfigIssue[] {
  if (reactions === undefined) return [];
  const { limits = {}, listenTo, ignoredChecks, messageMaxBytes, modes: _modes, afterMerge: _afterMerge, ...durations } = reactions;
  const issues = [
    ...durationIssues(durations),
    ...nameIssues({ listenTo, ignoredChecks }),
    ...Object.entries(limits).flatMap(([kind, { perSignature, perHead, inARow, ...pauses } = {}]) =>
      [...countIssues({ perSignature, perHead, inARow }), ...durationIssues(pauses)].map((issue) => within(`limits.${kind}`, issue)),
    ),
  ];
  if (messageMaxBytes !== undefined && !isWithin(messageMaxBytes, LEAST_MESSAGE_BYTES, MOST_MESSAGE_BYTES)) {
    issues.push({ setting: 'messageMaxBytes', problem: `Give bytes from ${LEAST_MESSAGE_BYTES} to ${MOST_MESSAGE_BYTES}.` });
  }
  return issues.map((issue) => within('reactions', issue));
}

function within(setting: string, issue: ConfigIssue): ConfigIssue {
  return { ...issue, setting: `${setting}.${issue.setting}` };
}

function durationIssues(durations: Readonly<Record<string, number | undefined>>): readonly ConfigIssue[] {
  return Object.entries(durations).flatMap(([setting, value]) =>
    value === undefined || isWithin(value, 0, LONGEST_MS) ? [] : [{ setting, problem: `Give milliseconds from 0 to ${LONGEST_MS}.` }],
  );
}

function countIssues(counts: Readonly<Record<string, number | undefined>>): readonly ConfigIssue[] {
  return Object.entries(counts).flatMap(([setting, value]) =>
    value === undefined || isWithin(value, 1, MESSAGES_MAX) ? [] : [{ setting, problem: `Give a whole number from 1 to ${MESSAGES_MAX}.` }],
  );
}

function nameIssues(lists: Readonly<Record<string, readonly string[] | undefined>>): readonly ConfigIssue[] {
  return Object.entries(lists).flatMap(([setting, names = []]): readonly ConfigIssue[] => {
    if (names.length > NAMES_MAX) return [{ setting, problem: `It may have at most ${NAMES_MAX} names.` }];
    const isName = (name: string) => name.trim() !== '' && name.length <= NAME_MAX_CHARACTERS && !/[\u0000-\u001f\u007f]/.test(name);
    return names.every(isName) ? [] : [{ setting, problem: 'A name is blank, too long, or has control characters in it.' }];
  });
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
