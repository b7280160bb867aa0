import type { CheckRunRecord } from '../state/pull-request-record.ts';
import type { RepositoryRecord } from '../state/repository-record.ts';
import { NOT_FOUND, type RepositoryHandler } from './rest-answer.ts';

/** `GET …/actions/jobs/N` */
export const getJob: RepositoryHandler = ({ path }, repository) => {
  const run = findJob(repository, Number(path['job_id']));
  if (run === null) return NOT_FOUND;
  return {
    status: 200,
    known: {
      id: run.databaseId,
      run_id: run.suite,
      name: run.name,
      head_sha: run.commit,
      status: run.status.toLowerCase(),
      conclusion: run.conclusion?.toLowerCase() ?? null,
    },
  };
};

/** `GET …/actions/jobs/N/logs`: on to the store of logs, or 410 once the log has expired. */
export const getJobLog: RepositoryHandler = ({ path, logUrl }, repository) => {
  const run = findJob(repository, Number(path['job_id']));
  if (run === null) return NOT_FOUND;
  if (run.isLogExpired) return { status: 410, message: 'Gone' };
  return { status: 302, location: logUrl(run.databaseId) };
};

function findJob(repository: RepositoryRecord, id: number): CheckRunRecord | null {
  for (const pullRequest of repository.pullRequests.values()) {
    for (const check of pullRequest.checks) {
      if (check.kind === 'run' && check.databaseId === id && check.app === 'github-actions') return check;
    }
  }
  return null;
}
