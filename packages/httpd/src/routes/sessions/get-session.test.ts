import { expect, test } from 'vitest';
import { createTestApi } from '../../__fixtures__/test-api.ts';

test('answers the session as the service sees it', async () => {
  const api = createTestApi();
  const answer = await api.call('/api/v1/sessions/shop-1');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ session: api.sessions.get('shop-1') });
});
