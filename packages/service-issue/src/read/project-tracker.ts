import { AoError, OPEN_PHASES, parseProjectId, type ProjectRecord } from '@ao/domain';
import type { ForgeAnswer, Issue, IssueComment, IssueList, IssueQuery, IssueReference, Stores, TrackerV1 } from '@ao/ports';
import { type IssueSession, isOpenPhase } from './issue-view.ts';

/** What issues of projects are read with. */
export interface ProjectTrackerOptions {
  readonly stores: Pick<Stores, 'projects' | 'sessions'>;
  /** Null when none is set up. */
  readonly tracker: TrackerV1 | null;
}

/** The issues of projects, with errors a person can act on. */
export interface ProjectTracker {
  /** An active project. Throws `INVALID_PROJECT_ID`, `PROJECT_NOT_FOUND`. */
  project(id: string): ProjectRecord;
  /** Where the issues of a project are kept; null when that is not known. */
  scopeOf(project: ProjectRecord): string | null;
  /**
   * The issue that is meant. With `ownOnly`, only one that is kept where the project's are.
   * Throws `TRACKER_MISSING`, `ISSUE_REFERENCE_INVALID`, `ISSUE_IS_PULL_REQUEST`, `TOKEN_SCOPE`.
   */
  reference(project: ProjectRecord, text: string, ownOnly: boolean): IssueReference;
  /** Throws `ISSUE_NOT_FOUND` and the codes of the code host. */
  read(reference: IssueReference, signal?: AbortSignal): Promise<Issue>;
  /** The newest comments, oldest of them first. Throws like `read`. */
  comments(reference: IssueReference, limit: number, signal?: AbortSignal): Promise<readonly IssueComment[]>;
  /** Throws `TRACKER_MISSING`, `ISSUE_NOT_FOUND` and the codes of the code host. */
  list(project: ProjectRecord, query: Omit<IssueQuery, 'scope'>, signal?: AbortSignal): Promise<IssueList>;
  /** Sessions of a project that work on an issue and have not ended. */
  sessionsOn(project: ProjectRecord, issueKey: string): readonly IssueSession[];
}

/** The longest reference, in characters. */
const REFERENCE_MAX = 500;

/** Makes it. */
export function createProjectTracker({ stores, tracker }: ProjectTrackerOptions): ProjectTracker {
  const scopeOf = (project: ProjectRecord) => (project.originUrl === null ? null : (tracker?.scopeOf(project.originUrl) ?? null));

  function needTracker(): TrackerV1 {
    if (tracker !== null) return tracker;
    throw new AoError('TRACKER_MISSING', {
      message: 'No issue tracker is set up. Log in with `gh auth login`, or set AO_GITHUB_TOKEN, then start the daemon again.',
    });
  }

  function project(id: string): ProjectRecord {
    const record = stores.projects.get(parseProjectId(id));
    if (record !== null && record.archivedAt === null) return record;
    const message = `There is no project "${id}". See \`ao project ls\`, or add it with \`ao project add PATH\`.`;
    throw new AoError('PROJECT_NOT_FOUND', { message, details: { projectId: id } });
  }

  return {
    project,
    scopeOf,
    reference(of, text, ownOnly) {
      const scope = scopeOf(of);
      const found = text.length > REFERENCE_MAX ? null : needTracker().parseIssue(text, scope);
      if (found === null) throw unclear(of, text, scope);
      if (ownOnly && found.scope !== scope) {
        throw new AoError('TOKEN_SCOPE', { message: `Agents may only use issues of their own project. ${found.label} is kept elsewhere.` });
      }
      return found;
    },
    read: async (reference, signal) => valueOf(await needTracker().read(reference.key, signal), () => notFound(reference)),
    async comments(reference, limit, signal) {
      const answer = await needTracker().readComments({ key: reference.key, limit }, signal);
      return valueOf(answer, () => notFound(reference)).comments;
    },
    async list(of, query, signal) {
      const scope = scopeOf(of);
      const host = needTracker();
      if (scope === null) throw withoutScope(of);
      return valueOf(await host.list({ ...query, scope }, signal), () => {
        const message = `The issues of ${of.id} cannot be found at ${scope}: there is no such repository, or the token may not see it.`;
        return new AoError('ISSUE_NOT_FOUND', { message, details: { scope } });
      });
    },
    sessionsOn: (of, issueKey) =>
      stores.sessions
        .list({ projectId: of.id, phases: OPEN_PHASES })
        .flatMap(({ id, phase, issueId }) => (issueId === issueKey && isOpenPhase(phase) ? [{ id, phase }] : [])),
  };
}

function valueOf<Value>(answer: ForgeAnswer<Value>, gone: () => AoError): Value {
  if (answer.outcome === 'value') return answer.value;
  throw answer.outcome === 'gone' ? gone() : answer.error;
}

function notFound({ label }: IssueReference): AoError {
  const message = `There is no issue ${label}, or the token may not see it. List the issues with \`ao issue ls\`.`;
  return new AoError('ISSUE_NOT_FOUND', { message, details: { issue: label } });
}

function unclear(project: ProjectRecord, text: string, scope: string | null): AoError {
  const shown = text.trim().slice(0, 100);
  if (scope === null && /^#?\d+$/.test(shown)) return withoutScope(project);
  if (/\/pull\/\d+/.test(shown)) {
    return new AoError('ISSUE_IS_PULL_REQUEST', {
      message: 'That is the address of a pull request. Give an issue.',
      details: { issue: shown },
    });
  }
  return new AoError('ISSUE_REFERENCE_INVALID', {
    message: `"${shown}" does not name an issue. Give its number, owner/repository#number or its address.`,
    details: { issue: shown },
  });
}

function withoutScope(project: ProjectRecord): AoError {
  const why = project.originUrl === null ? 'it has no remote "origin"' : `${project.originUrl} is no code host that is set up`;
  return new AoError('TRACKER_MISSING', {
    message: `Where the issues of ${project.id} are kept is not known: ${why}. Name the issue in full: owner/repository#number, or its address.`,
    details: { projectId: project.id },
  });
}
