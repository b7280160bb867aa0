import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { codeBlocksOf, readDocuments, ROOT } from './documents.ts';

const EXAMPLES = join(ROOT, 'docs/guides/examples');

/** Files of the examples by name: what lies in their folders and in `src`. */
function exampleFiles(): ReadonlyMap<string, string> {
  const folders = readdirSync(EXAMPLES).flatMap((name) => [join(EXAMPLES, name), join(EXAMPLES, name, 'src')]);
  const paths = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return new Map(paths.filter((path) => /\.m?[jt]s$/.test(path)).map((path) => [basename(path), readFileSync(path, 'utf8')]));
}

test('what a guide shows of an example stands in that example', () => {
  const files = exampleFiles();
  const shown = readDocuments().flatMap((document) =>
    codeBlocksOf(document).flatMap(({ marks: [mark, name], text, line }) =>
      mark === 'fragment' && name !== undefined
        ? [{ place: `${document.path}:${line}`, found: files.get(name)?.includes(text) === true }]
        : [],
    ),
  );
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.filter(({ found }) => !found)).toEqual([]);
});
