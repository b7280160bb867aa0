import type { LaunchFacts, PullRequestFacts, SessionRecord, StatusFact, Timestamp } from '@ao/domain';
import { describeExit } from '../reduce/session-ending.ts';

/** The facts behind a status, each with its source and age: process, launch, signals, screen, activity, exit. */
export function sessionFacts(record: SessionRecord, now: Timestamp): readonly StatusFact[] {
  const { activity, launch, exit } = record;
  const facts: StatusFact[] = [];
  if (launch !== null) facts.push(...launchFacts(launch, exit === null, now));
  const detail = activity.detail === null ? '' : `: ${activity.detail}`;
  facts.push(fact('activity', `${activity.state}${detail}`, { source: activity.source, at: activity.evidenceAt, now }));
  if (exit !== null) facts.push(fact('exit', describeExit(exit), { source: 'process', at: exit.at, now }));
  return facts;
}

/** The fact behind a status that comes from a pull request. */
export function pullRequestFact(pullRequest: PullRequestFacts, now: Timestamp): StatusFact {
  const value = `#${pullRequest.number} ${pullRequest.state}, checks ${pullRequest.ci}, review ${pullRequest.review}, ${pullRequest.mergeability}`;
  return fact('pull request', value, { source: 'scm', at: pullRequest.observedAt, now });
}

function launchFacts(launch: LaunchFacts, isRunning: boolean, now: Timestamp): readonly StatusFact[] {
  const process = launch.process === null ? 'not known' : `${isRunning ? 'running' : 'ended'}, pid ${launch.process.pid}`;
  return [
    fact('process', process, { source: 'process', at: launch.startedAt, now }),
    fact('launch', launch.state, { source: null, at: launch.readyAt ?? launch.startedAt, now }),
    fact('signals', signalsText(launch), { source: launch.lastSignalAt === null ? null : 'hook', at: launch.lastSignalAt, now }),
    fact('output', launch.lastOutputAt === null ? 'none seen' : 'the screen changed', { source: 'screen', at: launch.lastOutputAt, now }),
  ];
}

function signalsText(launch: LaunchFacts): string {
  if (!launch.expectsSignals) return 'this agent does not report';
  return launch.lastSignalAt === null ? 'none received since the launch' : 'last one received';
}

function fact(
  name: string,
  value: string,
  seen: { readonly source: string | null; readonly at: Timestamp | null; readonly now: Timestamp },
): StatusFact {
  return { name, value, source: seen.source, at: seen.at, ageMs: seen.at === null ? null : Math.max(0, seen.now - seen.at) };
}
