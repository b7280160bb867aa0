/**
 * The REST operations that are answered here. What GitHub says about each is copied from its OpenAPI document into
 * `generated/operations.json` by `extract-operations-main.ts`; the document itself is far too large to be installed for a test.
 */
export const CONTRACT_OPERATIONS = [
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/pulls',
  'POST /repos/{owner}/{repo}/pulls',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
  'GET /repos/{owner}/{repo}/issues',
  'GET /repos/{owner}/{repo}/issues/{issue_number}',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'GET /repos/{owner}/{repo}/actions/jobs/{job_id}',
  'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs',
  'GET /search/issues',
  'GET /user',
] as const;

/** One of {@link CONTRACT_OPERATIONS}. */
export type ContractOperation = (typeof CONTRACT_OPERATIONS)[number];
