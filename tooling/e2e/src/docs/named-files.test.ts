import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDocuments, ROOT } from './documents.ts';

/** Files the guides let their reader make. */
const MADE_BY_THE_READER: ReadonlySet<string> = new Set([
  'apps/cli/src/commands/session/path.ts',
  'packages/httpd/src/routes/sessions/get-session-checkout.ts',
]);

const NAMED_PATH = /`((?:packages|apps|tooling|docs)\/[\w./-]+)`/g;

test('every file and folder the documents name is there', () => {
  const missing = readDocuments().flatMap(({ path, text }) =>
    [...text.matchAll(NAMED_PATH)]
      .map(([, named = '']) => named)
      .filter((named) => !MADE_BY_THE_READER.has(named) && !named.endsWith('-') && !existsSync(join(ROOT, named)))
      .map((named) => `${path}: ${named}`),
  );
  expect(missing).toEqual([]);
});
