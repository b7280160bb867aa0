import type { CheckFailure, CheckFailureRequest, ForgeAnswer } from '@ao/ports';
import { z } from 'zod';
import { splitForgeId } from '../address/forge-id.ts';
import type { KnownHost } from '../address/github-host.ts';
import type { GithubClient } from '../client/github-client.ts';
import { runQuery } from '../client/run-query.ts';
import { readJobLog } from '../log/read-job-log.ts';
import { EXCERPT_MAX_BYTES, EXCERPT_MAX_LINES } from '../log/failure-excerpt.ts';
import { cleanLine } from '../log/clean-line.ts';
import { FAILED_CHECK_QUERY } from '../queries/detail-queries.ts';
import { cappedLine, cappedText } from '../text/capped-text.ts';
import { parseAnswer } from './call-rest.ts';
import { faultAnswer } from './read-nodes.ts';

const checkSchema = z.looseObject({
  __typename: z.string(),
  title: z.string().nullish(),
  summary: z.string().nullish(),
  text: z.string().nullish(),
  description: z.string().nullish(),
  steps: z
    .looseObject({ nodes: z.array(z.looseObject({ name: z.string(), conclusion: z.string().nullish() }).nullable()).nullish() })
    .nullish(),
  annotations: z
    .looseObject({
      nodes: z
        .array(
          z
            .looseObject({
              title: z.string().nullish(),
              message: z.string(),
              path: z.string(),
              location: z.looseObject({ start: z.looseObject({ line: z.number() }) }),
            })
            .nullable(),
        )
        .nullish(),
    })
    .nullish(),
});

/** Why a check failed: from the log of its job, else from what it says about itself. */
export async function readFailure(
  client: GithubClient,
  request: CheckFailureRequest,
  signal?: AbortSignal,
): Promise<ForgeAnswer<CheckFailure>> {
  const id = splitForgeId(request.check.id);
  const host = id === null ? null : client.host(id.host);
  if (id === null || host === null) return { outcome: 'gone' };
  const { jobId } = request.check;
  const log = jobId === null ? null : await readJobLog(client, host, { repository: request.repository, jobId }, signal);
  if (log?.type === 'excerpt' && log.excerpt.text !== '') {
    return { outcome: 'value', value: { excerpt: log.excerpt, source: 'log', logMissing: null, failedSteps: [] } };
  }
  // A limit holds for the other question as well; and a log that may be there a moment later is better than half an answer.
  if (log?.type === 'unknown') return { outcome: 'unknown', error: log.error };
  const answer = await readOwnWords(client, host, id.nodeId, signal);
  if (answer.outcome !== 'value') return answer;
  return { outcome: 'value', value: { ...answer.value, logMissing: log?.type === 'missing' ? log.reason : null } };
}

async function readOwnWords(
  client: GithubClient,
  host: KnownHost,
  nodeId: string,
  signal: AbortSignal | undefined,
): Promise<ForgeAnswer<CheckFailure>> {
  const reply = await runQuery(client, host, { document: FAILED_CHECK_QUERY, variables: { id: nodeId } }, signal);
  if (reply.type !== 'answered') return faultAnswer(host, reply);
  const parsed = parseAnswer(host, reply.data['node'], checkSchema);
  return parsed.outcome === 'value' ? { outcome: 'value', value: mapOwnWords(parsed.value) } : parsed;
}

function mapOwnWords(check: z.infer<typeof checkSchema>): CheckFailure {
  const failedSteps = (check.steps?.nodes ?? []).flatMap((step) =>
    step !== null && (step.conclusion === 'FAILURE' || step.conclusion === 'TIMED_OUT') ? [cappedLine(step.name)] : [],
  );
  const annotations = (check.annotations?.nodes ?? []).flatMap((note) =>
    note === null ? [] : [`${note.path}:${note.location.start.line}: ${cappedLine([note.title, note.message].filter(Boolean).join(': '))}`],
  );
  if (annotations.length > 0) return { excerpt: excerptOf(annotations), source: 'annotations', logMissing: null, failedSteps };
  const words = [check.title, check.summary, check.text, check.description].filter((text) => text != null && text !== '');
  const lines = words.flatMap((text) => (text ?? '').slice(0, EXCERPT_MAX_BYTES).split('\n'));
  return { excerpt: excerptOf(lines), source: 'summary', logMissing: null, failedSteps };
}

function excerptOf(lines: readonly string[]): CheckFailure['excerpt'] {
  const kept = lines.slice(0, EXCERPT_MAX_LINES).map((line) => cleanLine(line).text);
  const { text, isCut } = cappedText(kept.join('\n'), EXCERPT_MAX_BYTES);
  return { text, isCut: isCut || lines.length > kept.length };
}
