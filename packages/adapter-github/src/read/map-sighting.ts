import type { PullRequestSighting } from '@ao/ports';
import type { z } from 'zod';
import { addressOf, forgeId } from '../address/forge-id.ts';
import { cappedLine } from '../text/capped-text.ts';
import { accountOf, timeOf } from './map-times.ts';
import type { pullRequestSchema } from './rest-schema.ts';

/** A pull request as listings show it. */
export function mapSighting(host: string, body: z.infer<typeof pullRequestSchema>): PullRequestSighting {
  const isOpen = body.state === 'open';
  return {
    id: forgeId(host, body.node_id),
    repository: addressOf(host, body.base.repo.full_name) ?? { host, owner: '', name: body.base.repo.full_name },
    number: body.number,
    url: body.html_url,
    title: cappedLine(body.title),
    state: body.merged_at != null ? 'merged' : !isOpen ? 'closed' : body.draft === true ? 'draft' : 'open',
    author: accountOf(body.user),
    sourceBranch: body.head.ref,
    sourceRepository: body.head.repo == null ? null : addressOf(host, body.head.repo.full_name),
    headCommit: body.head.sha,
    targetBranch: body.base.ref,
    updatedAt: timeOf(body.updated_at),
  };
}
