import type { AgentReport, PullRequestFacts, SessionRecord, Timestamp } from '@ao/domain';
import type { SessionHead } from '@ao/ports';
import type { WakeSettings } from '../settings/wake-settings.ts';
import { endFact } from './end-fact.ts';
import { needsPersonFact } from './needs-person-fact.ts';
import { pullRequestFacts } from './pull-request-facts.ts';
import { questionFacts, reportFacts } from './report-facts.ts';
import type { WakeFact } from './wake-fact.ts';

/** Everything that is known of one session. */
export interface SessionNews {
  readonly session: SessionRecord;
  /** Questions without an answer. */
  readonly questions: readonly AgentReport[];
  /** What its agent said lately, of any kind. */
  readonly reports: readonly AgentReport[];
  readonly pullRequests: readonly PullRequestFacts[];
  /** Null when nobody has looked since a turn ended. */
  readonly head: SessionHead | null;
}

/** The facts about one session as it is now. */
export interface SessionFactsNow {
  readonly facts: readonly WakeFact[];
  /** When time alone makes another fact; null when it does not. */
  readonly nextAt: Timestamp | null;
}

/** Works out what is so about a session. An orchestrator is never told about orchestrators. */
export function sessionFacts(news: SessionNews, settings: WakeSettings, now: Timestamp): SessionFactsNow {
  const { session, questions, reports, pullRequests, head } = news;
  if (session.kind === 'orchestrator') return { facts: [], nextAt: null };
  const needs = session.phase === 'live' ? needsPersonFact(session, settings.needsPersonAfterMs, now) : null;
  const facts = [
    ...endFact(session),
    ...(session.phase === 'ended' ? [] : questionFacts(questions)),
    ...(needs?.fact ? [needs.fact] : []),
    ...reportFacts(reports),
    ...pullRequests.flatMap(pullRequestFacts),
    ...(head === null || head.commits === 0 ? [] : [commitFact(session, head)]),
  ];
  const isRecent = (fact: WakeFact): boolean => fact.isStanding || now - fact.at <= settings.forgetAfterMs;
  return { facts: facts.filter(isRecent), nextAt: needs?.dueAt ?? null };
}

const SHOWN_HASH = 10;

function commitFact({ id }: SessionRecord, { commit, commits, at }: SessionHead): WakeFact {
  const text = `${commits} ${commits === 1 ? 'commit' : 'commits'} on its branch, the newest is ${commit.slice(0, SHOWN_HASH)}`;
  return { key: `commits:${id}:${commit}`, sessionId: id, kind: 'commits', urgency: 'later', at, isStanding: false, text, quote: null };
}
