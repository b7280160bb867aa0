import { z } from 'zod';

/** Numbers above 2^53 come as `bigint`. */
const numberSchema = z.union([z.number(), z.bigint()]);

/** An account in REST. */
export const userSchema = z.looseObject({ login: z.string(), type: z.string().optional() });

/** A repository in REST, as far as it matters. */
export const repositorySchema = z.looseObject({
  node_id: z.string(),
  full_name: z.string(),
  html_url: z.string(),
  private: z.boolean(),
  archived: z.boolean().nullish(),
  default_branch: z.string(),
  parent: z.looseObject({ full_name: z.string() }).nullish(),
});

/** A pull request in REST, as listings show it. */
export const pullRequestSchema = z.looseObject({
  node_id: z.string(),
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  state: z.string(),
  draft: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  updated_at: z.string(),
  user: userSchema.nullish(),
  head: z.looseObject({ ref: z.string(), sha: z.string(), repo: z.looseObject({ full_name: z.string() }).nullish() }),
  base: z.looseObject({ ref: z.string(), repo: z.looseObject({ full_name: z.string() }) }),
});

/** A single pull request: with whether it conflicts, once that is known. */
export const singlePullRequestSchema = pullRequestSchema.extend({
  mergeable: z.boolean().nullish(),
  merged: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
});

/** A job of GitHub Actions. */
export const jobSchema = z.looseObject({ status: z.string(), conclusion: z.string().nullish() });

/** An issue; `pull_request` marks those that are none. */
export const issueSchema = z.looseObject({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  html_url: z.string(),
  state: z.string(),
  state_reason: z.string().nullish(),
  user: userSchema.nullish(),
  assignees: z.array(userSchema).nullish(),
  labels: z.array(z.union([z.string(), z.looseObject({ name: z.string().nullish() })])),
  comments: z.number(),
  pull_request: z.unknown().optional(),
  created_at: z.string(),
  updated_at: z.string(),
  repository_url: z.string().nullish(),
});

/** A comment on an issue. */
export const issueCommentSchema = z.looseObject({
  id: numberSchema,
  body: z.string().nullish(),
  html_url: z.string(),
  user: userSchema.nullish(),
  created_at: z.string(),
});

/** An answer of the search. */
export const searchSchema = z.looseObject({ total_count: z.number(), items: z.array(issueSchema) });
