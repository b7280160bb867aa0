import { expect, test } from 'vitest';
import { readDocuments } from './documents.ts';
import { compileExamples, typedExamplesOf } from './typed-examples.ts';

const examples = readDocuments().flatMap(typedExamplesOf);

test('every TypeScript example of a README or guide compiles', async () => {
  expect(examples.length).toBeGreaterThan(20);
  expect(await compileExamples(examples)).toEqual([]);
});

test('a wrong example is found, by its place', async () => {
  const wrong = { place: 'README.md:7', text: "import { createClient } from '@ao/client';\n\ncreateClient({ nowhere: true });" };
  expect(await compileExamples([{ place: 'a.md:1', text: 'const fine: number = 1;' }, wrong])).toEqual([
    expect.stringMatching(/^README\.md:7: error TS\d+/),
  ]);
});

test('what an example takes for granted is read from the comment before it', () => {
  const text = 'Text.\n\n<!-- given: declare const token: string -->\n\n```ts\nuse(token);\n```\n\n```ts\nother();\n```\n';
  expect(typedExamplesOf({ path: 'a.md', text })).toEqual([
    { place: 'a.md:5', text: 'declare const token: string\nuse(token);' },
    { place: 'a.md:9', text: '\nother();' },
  ]);
});
