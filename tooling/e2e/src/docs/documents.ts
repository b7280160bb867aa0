import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the tree. */
export const ROOT: string = fileURLToPath(new URL('../../../../', import.meta.url)).replace(/\/$/, '');

/** One text for people. */
export interface Document {
  /** Path from the root. */
  readonly path: string;
  readonly text: string;
}

/** A fenced part of a document. */
export interface CodeBlock {
  /** The language, for example `sh` or `ts`. */
  readonly language: string;
  /** Words behind the language. `run`: it is run by a test. */
  readonly marks: readonly string[];
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

const FOLDERS_WITH_PACKAGES = ['packages', 'apps'];

/** Every text that ships: README and CONTRIBUTING, `docs`, and the READMEs of packages. */
export function readDocuments(): readonly Document[] {
  const paths = [
    ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
    // The examples are packages: what is installed in them is somebody else's text.
    ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules/'))
      .map((name) => join('docs', name)),
    ...FOLDERS_WITH_PACKAGES.flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name, 'README.md'))),
  ];
  return paths
    .filter((path) => existsSync(join(ROOT, path)))
    .toSorted()
    .map((path) => ({ path: relative('.', path), text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** The fenced code of a document, in order. */
export function codeBlocksOf({ text }: Document): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { readonly language: string; readonly marks: readonly string[]; readonly line: number; readonly lines: string[] } | null = null;
  text.split('\n').forEach((line, index) => {
    if (open !== null && line.trim() === '```') {
      blocks.push({ language: open.language, marks: open.marks, line: open.line, text: open.lines.join('\n') });
      open = null;
    } else if (open !== null) open.lines.push(line);
    else if (line.startsWith('```')) {
      const [language = '', ...marks] = line.slice(3).trim().split(/\s+/);
      open = { language, marks, line: index + 1, lines: [] };
    }
  });
  return blocks;
}
