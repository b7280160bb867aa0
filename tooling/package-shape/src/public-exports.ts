import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** One name that a package offers to the world. */
export type PublicExport = {
  readonly name: string;
  /** File that declares it, and the line there. */
  readonly file: string;
  readonly line: number;
  /** Whether a TSDoc comment stands right before the declaration. */
  readonly documented: boolean;
  readonly kind: 'function' | 'value' | 'type';
};

type Declaration = { readonly start: number; readonly kind: PublicExport['kind'] };
type Reexport = { readonly from: string; readonly name: string };

type ParsedFile = {
  readonly source: string;
  /** Ends of TSDoc comments. */
  readonly commentEnds: ReadonlySet<number>;
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly exports: ReadonlyMap<string, Reexport | { readonly local: string }>;
};

/** Every name exported from `entry`, followed to its declaration through re-exports. */
export function publicExportsOf(entry: string): readonly PublicExport[] {
  const files = new Map<string, ParsedFile>();
  const parsed = (file: string) => {
    const known = files.get(file) ?? parseFile(file);
    files.set(file, known);
    return known;
  };
  return [...parsed(entry).exports.keys()].flatMap((name) => resolve(entry, name, name) ?? []);

  function resolve(file: string, inner: string, name: string): PublicExport | undefined {
    const { exports, declarations, source, commentEnds } = parsed(file);
    const exported = exports.get(inner);
    if (exported !== undefined && 'from' in exported) {
      return exported.from.startsWith('.') ? resolve(join(dirname(file), exported.from), exported.name, name) : undefined;
    }
    const declaration = declarations.get(exported?.local ?? inner);
    if (declaration === undefined) return undefined;
    const before = source.slice(0, declaration.start);
    return {
      name,
      file,
      line: before.split('\n').length,
      documented: commentEnds.has(before.trimEnd().length),
      kind: declaration.kind,
    };
  }
}

function parseFile(file: string): ParsedFile {
  const source = readFileSync(file, 'utf8');
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'cannot be parsed'}`);
  const declarations = new Map<string, Declaration>();
  const exports = new Map<string, Reexport | { readonly local: string }>();
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration') {
      declare(statement, statement.start);
      continue;
    }
    if (statement.declaration) {
      for (const name of declare(statement.declaration, statement.start)) exports.set(name, { local: name });
    }
    for (const { local, exported } of statement.specifiers) {
      const target = statement.source ? { from: statement.source.value, name: nameOf(local) } : { local: nameOf(local) };
      exports.set(nameOf(exported), target);
    }
  }
  const commentEnds = new Set(comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*')).map(({ end }) => end));
  return { source, commentEnds, declarations, exports };

  /** Notes what a statement declares; an overloaded function keeps its first signature, where its comment stands. */
  function declare(statement: Statement, start: number): readonly string[] {
    const names = declaredNames(statement);
    for (const [name, kind] of names) if (!declarations.has(name)) declarations.set(name, { start, kind });
    return names.map(([name]) => name);
  }
}

/** The few properties of a statement that matter here; which of them exist depends on `type`. */
type Statement = {
  readonly type: string;
  readonly id?: { readonly type: string } | null;
  readonly declarations?: readonly { readonly id: { readonly type: string } }[];
};

function declaredNames(statement: Statement): readonly (readonly [string, PublicExport['kind']])[] {
  switch (statement.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      return identifiers([statement.id], 'function');
    case 'ClassDeclaration':
      return identifiers([statement.id], 'value');
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      return identifiers([statement.id], 'type');
    case 'VariableDeclaration':
      return identifiers(statement.declarations?.map(({ id }) => id) ?? [], 'value');
    default:
      return [];
  }
}

function identifiers(ids: readonly (Statement['id'] | undefined)[], kind: PublicExport['kind']) {
  return ids.flatMap((id) => (id && 'name' in id && typeof id.name === 'string' ? [[id.name, kind] as const] : []));
}

function nameOf(node: { readonly type: string; readonly name?: string; readonly value?: unknown }): string {
  return node.name ?? String(node.value);
}
