import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type Document, readDocuments, ROOT } from './documents.ts';

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

/** Anchors as GitHub makes them from headings. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function brokenLinks({ path, text }: Document): readonly string[] {
  const withoutCode = text.replaceAll(/^```[^]*?^```$/gm, '');
  return [...withoutCode.matchAll(LINK)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    const absolute = file === '' ? join(ROOT, path) : join(ROOT, dirname(path), file);
    if (!existsSync(absolute)) return [`${path}: ${target} does not exist`];
    if (anchor === undefined || statSync(absolute).isDirectory()) return [];
    return anchorsOf(readFileSync(absolute, 'utf8')).includes(anchor) ? [] : [`${path}: ${target} has no such heading`];
  });
}

test('every link in the documents leads somewhere', () => {
  expect(readDocuments().flatMap(brokenLinks)).toEqual([]);
});

test('a link that leads nowhere is found', () => {
  const text = '[c](nowhere.md) [d](https://example.invalid)\n\n```\n[e](nowhere)\n```\n';
  expect(brokenLinks({ path: 'README.md', text })).toEqual(['README.md: nowhere.md does not exist']);
});

test('every page of docs stands in its index', () => {
  const index = readFileSync(join(ROOT, 'docs', 'README.md'), 'utf8');
  const pages = readDocuments()
    .map(({ path }) => path)
    .filter((path) => /^docs\/(?:guides\/)?[^/]+\.md$/.test(path) && path !== 'docs/README.md');
  expect(pages.filter((path) => !index.includes(`(${path.slice('docs/'.length)})`))).toEqual([]);
});
