import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { API_TYPES_FILE, generateApiTypes } from '../scripts/api-types.ts';

test('the committed types are those of the committed openapi.json; `pnpm run api-types` writes them anew', async () => {
  expect(await generateApiTypes()).toBe(readFileSync(API_TYPES_FILE, 'utf8'));
});
