import { cleanForeignText, type IssueIntakeConfig } from '@ao/domain';
import type { ConfigIssue, KnownAdapters } from './validate-project-config.ts';

/** More often would spend the tracker's limits on nothing. */
const SHORTEST_PAUSE_MS = 60 * 1000;
const LONGEST_PAUSE_MS = 24 * 60 * 60 * 1000;
const LABELS_MAX = 20;
const LABEL_MAX_CHARACTERS = 100;
const SESSIONS_MAX = 100;
const LOGIN_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/** What is wrong with the intake of issues. */
export function intakeIssues(intake: IssueIntakeConfig | undefined, known: Pick<KnownAdapters, 'agents'>): readonly ConfigIssue[] {
  if (intake === undefined) return [];
  const { assignee, labels = [], limit, everyMs, agent } = intake;
  const problems: string[] = [];
  if (!LOGIN_PATTERN.test(assignee) || assignee === 'none') problems.push('assignee is a login, or "me".');
  if (labels.length > LABELS_MAX) problems.push(`It may have at most ${LABELS_MAX} labels.`);
  if (labels.some((label) => !isLabel(label))) problems.push('A label is blank, too long, or has control characters in it.');
  if (limit !== undefined && !isWithin(limit, 1, SESSIONS_MAX)) problems.push(`limit is a whole number from 1 to ${SESSIONS_MAX}.`);
  if (everyMs !== undefined && !isWithin(everyMs, SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS)) {
    problems.push(`everyMs is milliseconds from ${SHORTEST_PAUSE_MS} to ${LONGEST_PAUSE_MS}.`);
  }
  if (agent !== undefined && !known.agents.has(agent)) {
    problems.push(`There is no agent "${agent}". Use one of: ${[...known.agents.keys()].join(', ')}.`);
  }
  return problems.map((problem) => ({ setting: 'intake', problem }));
}

function isLabel(label: string): boolean {
  return label.trim() !== '' && label.length <= LABEL_MAX_CHARACTERS && cleanForeignText(label) === label && !label.includes('\n');
}

function isWithin(value: number, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && value >= lowest && value <= highest;
}
