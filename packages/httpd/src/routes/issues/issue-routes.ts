import type { HttpRoute } from '../../app/http-route.ts';
import { getIssue } from './get-issue.ts';
import { getIssueIntake } from './get-issue-intake.ts';
import { listIssues } from './list-issues.ts';
import { spawnBatch } from './spawn-batch.ts';

/** Routes about issues, and tasks that come in numbers. */
export const ISSUE_ROUTES: readonly HttpRoute[] = [listIssues, getIssue, getIssueIntake, spawnBatch];
