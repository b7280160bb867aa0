import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A module that a source file names: by import, export from, or `import()` with a fixed name. */
export type ImportedModule = {
  readonly specifier: string;
  /** Line in the file, from 1. */
  readonly line: number;
};

/** Every module named in a TypeScript file, types included. `file` is relative to `root`. */
export function importsOf(root: string, file: string): readonly ImportedModule[] {
  const source = readFileSync(join(root, file), 'utf8');
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'cannot be parsed'}`);
  const lineAt = (offset: number) => source.slice(0, offset).split('\n').length;
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest ?? [])),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => literalAt(source, moduleRequest)),
  ].map(({ value, start }) => ({ specifier: value, line: lineAt(start) }));
}

function literalAt(source: string, { start, end }: { readonly start: number; readonly end: number }) {
  const text = source.slice(start, end);
  return /^(['"`]).*\1$/s.test(text) && !text.includes('${') ? [{ value: text.slice(1, -1), start }] : [];
}
