import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { codeEntriesOf, type ShapedPackage, specifierOf } from './packages.ts';
import { publicExportsOf } from './public-exports.ts';

/** Adapters that hold several things, each made and used alone. */
const SEVERAL_FACTORIES: ReadonlyMap<string, RegExp> = new Map([['notify', /^create\w+Outlet$/]]);

/** Packages that others are written against, from their comments alone. */
const FULLY_DOCUMENTED = new Set(['domain', 'ports', 'adapter-kit']);
const DOCUMENTED_SHARE = 0.9;

/**
 * What a library offers: an entry point that only names, documentation on it, a factory named after the adapter, and a
 * README whose imports exist. One sentence per violation.
 */
export function checkExports(root: string, shaped: ShapedPackage): readonly string[] {
  if (shaped.kind !== 'library') return [];
  const entries = codeEntriesOf(shaped.manifest).flatMap((path) => {
    const file = join(root, shaped.directory, 'src', path === '.' ? 'index.ts' : `${path.slice(2)}.ts`);
    return existsSync(file) ? [{ file, specifier: specifierOf(shaped.manifest, path), exported: publicExportsOf(file) }] : [];
  });
  const exported = entries.flatMap((entry) => entry.exported);
  return [
    ...entries.flatMap(({ file }) => checkEntry(root, file)),
    ...checkDocumentation(),
    ...checkFactory(),
    ...entries.flatMap((entry) => checkReadmeImports(root, shaped, entry.specifier, new Set(entry.exported.map(({ name }) => name)))),
  ];

  function checkDocumentation(): readonly string[] {
    const bare = exported.filter(({ documented }) => !documented);
    const enough = FULLY_DOCUMENTED.has(shaped.name) ? 1 : DOCUMENTED_SHARE;
    if (exported.length === 0 || 1 - bare.length / exported.length >= enough) return [];
    return bare.map(({ name, file, line }) => `${relative(root, file)}:${line}: ${name} is exported without a TSDoc comment.`);
  }

  function checkFactory(): readonly string[] {
    const [, adapter] = /^adapter-(?!kit$)(.+)$/.exec(shaped.name) ?? [];
    if (adapter === undefined) return [];
    const prefix = `create${adapter.replaceAll(/(^|-)(\w)/g, (_match, _dash, letter: string) => letter.toUpperCase())}`;
    const several = SEVERAL_FACTORIES.get(adapter);
    const hasFactory = exported.some(({ name, kind }) => (several?.test(name) ?? name.startsWith(prefix)) && kind !== 'type');
    return hasFactory ? [] : [`${shaped.directory}/src/index.ts: an adapter exports its factory, ${prefix}….`];
  }
}

/** An entry point is a list of names: code in it could not be imported from inside the package without a circle. */
function checkEntry(root: string, entry: string): readonly string[] {
  const { program } = parseSync(entry, readFileSync(entry, 'utf8'));
  return program.body
    .filter((statement) => statement.type !== 'ExportNamedDeclaration' || Boolean(statement.declaration))
    .map((statement) => `${relative(root, entry)}: an entry point only names exports, and has a ${statement.type}.`);
}

function checkReadmeImports(root: string, { directory }: ShapedPackage, specifier: string, names: ReadonlySet<string>): readonly string[] {
  const readme = join(root, directory, 'README.md');
  if (!existsSync(readme)) return [];
  return codeBlocksOf(readFileSync(readme, 'utf8')).flatMap((code) => {
    const { module, errors } = parseSync('readme.ts', code);
    if (errors.length > 0) return [`${directory}/README.md: an example does not parse: ${errors[0]?.message ?? ''}`];
    return module.staticImports
      .filter(({ moduleRequest }) => moduleRequest.value === specifier)
      .flatMap(({ entries }) => entries.flatMap(({ importName }) => importName.name ?? []))
      .filter((name) => !names.has(name))
      .map((name) => `${directory}/README.md: an example imports ${name}, which ${specifier} does not export.`);
  });
}

function codeBlocksOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```(?:ts|typescript)\n(.*?)^```/gms)].map(([, code]) => code ?? '');
}
