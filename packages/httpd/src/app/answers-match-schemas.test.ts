import type { z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { endedSession, sampleMessage, sampleSession } from '../__fixtures__/sample-records.ts';
import { sampledRoutes } from '../__fixtures__/sample-calls.ts';
import { createTestApi } from '../__fixtures__/test-api.ts';

/** Refuses keys the schema does not have, at every depth: what is sent and not documented is a mistake, too. */
function strictly(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.parse(value);
  expect(parsed).toEqual(value);
  return parsed;
}

test.each(sampledRoutes('shop-1'))('$route.operationId answers what its schema says', async ({ route, call }) => {
  if (!('success' in route)) throw new Error('Only JSON routes are sampled.');
  const api = createTestApi();
  api.sessions.putMessage(sampleMessage('m-shop-1', 'shop-1'));
  const session = sampleSession('shop-1');
  if (route.operationId === 'restoreSession') api.sessions.put(endedSession('shop-1'));
  if (route.operationId === 'undoCleanup') api.sessions.put({ ...session, workspace: { ...session.workspace, state: 'rescued' } });
  const answer = await api.call(call.path, call);
  expect(answer.status).toBe(route.success.status);
  expect(answer.headers.get('content-type')).toBe('application/json');
  strictly(route.success.schema, answer.body);
});
