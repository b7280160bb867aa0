import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createTestApi } from '../__fixtures__/test-api.ts';
import { HTTP_ROUTES } from '../routes/http-routes.ts';

const document = createTestApi().app.openApiDocument();

test('the committed document is the one the routes make; `pnpm run openapi` writes it anew', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
  expect(JSON.parse(JSON.stringify(document))).toEqual(committed);
});

test('every route is in the document, and nothing else', () => {
  const documented = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  expect(documented.toSorted()).toEqual(HTTP_ROUTES.map((route) => `${route.method} ${route.path}`).toSorted());
});

test('operations have names of their own', () => {
  const names = HTTP_ROUTES.map((route) => route.operationId);
  expect(new Set(names).size).toBe(names.length);
});

test('every reference leads somewhere', () => {
  const text = JSON.stringify(document);
  const schemas = document.components['schemas'] as Readonly<Record<string, unknown>>;
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) expect(Object.keys(schemas)).toContain(name);
});

test('the document is served', async () => {
  const answer = await createTestApi().call('/api/v1/openapi.json');
  expect(answer.body).toEqual(JSON.parse(JSON.stringify(document)));
});
