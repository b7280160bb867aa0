import {
  cleanForeignText,
  inlineText,
  type OPEN_PHASES,
  printableUrl,
  type SessionId,
  type SessionPhase,
  type Timestamp,
} from '@ao/domain';
import type { Issue, IssueComment, IssueState } from '@ao/ports';

/** A session that works on an issue. */
export interface IssueSession {
  readonly id: SessionId;
  readonly phase: (typeof OPEN_PHASES)[number];
}

/** An issue as clients see it. Texts of strangers in it have no control bytes, escape sequences and hidden letters. */
export interface IssueView {
  readonly key: string;
  readonly label: string;
  readonly title: string;
  readonly body: string;
  /** True when its end was cut off because of its length. */
  readonly isBodyCut: boolean;
  /** Null when it is no address that can be printed. */
  readonly url: string | null;
  readonly state: IssueState;
  /** Login; null for an account that was deleted. */
  readonly author: string | null;
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
  readonly totalComments: number;
  readonly isPullRequest: boolean;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  /** Sessions of the project that work on it and have not ended. */
  readonly sessions: readonly IssueSession[];
}

/** A comment as clients see it. */
export interface IssueCommentView {
  readonly author: string | null;
  readonly body: string;
  readonly isBodyCut: boolean;
  readonly url: string | null;
  readonly createdAt: Timestamp;
}

/** One issue with its newest comments. */
export interface IssueDetails {
  readonly issue: IssueView;
  /** Oldest first. */
  readonly comments: readonly IssueCommentView[];
}

const LINE_MAX = 300;

/** Cleans an issue for clients. */
export function viewIssue(issue: Issue, sessions: readonly IssueSession[]): IssueView {
  const { key, label, title, body, url, state, author, assignees, labels, totalComments, isPullRequest, createdAt, updatedAt } = issue;
  return {
    key,
    label: line(label),
    title: line(title),
    body: cleanForeignText(body.text),
    isBodyCut: body.isCut,
    url: printableUrl(url),
    state,
    author: author === null ? null : line(author.login),
    assignees: assignees.map(({ login }) => line(login)),
    labels: labels.map(line),
    totalComments,
    isPullRequest,
    createdAt,
    updatedAt,
    sessions,
  };
}

/** Cleans a comment for clients. */
export function viewComment({ author, body, url, createdAt }: IssueComment): IssueCommentView {
  return {
    author: author === null ? null : line(author.login),
    body: cleanForeignText(body.text),
    isBodyCut: body.isCut,
    url: printableUrl(url),
    createdAt,
  };
}

/** True for the phases in which a session works on something, or will. */
export function isOpenPhase(phase: SessionPhase): phase is IssueSession['phase'] {
  return phase !== 'ended';
}

function line(text: string): string {
  return inlineText(text, LINE_MAX);
}
