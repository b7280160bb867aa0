import type { Architecture, ArchitectureEntry } from './architecture.ts';
import { type WorkspacePackage, workspaceNameOf } from './workspace.ts';

/**
 * First rule: package.json ⊆ the table. What a package declares is what it may import, so a dependency the table does
 * not know is refused, and a test kit is refused outside devDependencies. Answers with one sentence per violation.
 */
export function checkDependencies(architecture: Architecture, packages: readonly WorkspacePackage[]): readonly string[] {
  return [...checkPlaces(architecture, packages), ...packages.flatMap((each) => checkPackage(architecture, each))];
}

function checkPlaces(architecture: Architecture, packages: readonly WorkspacePackage[]): readonly string[] {
  const problems: string[] = [];
  for (const { name, directory, tags, manifest } of packages) {
    const entry = architecture.get(name);
    if (entry === undefined) {
      problems.push(`${directory}: "${name}" has no line in architecture.json; say there what it may import.`);
      continue;
    }
    if (directory !== `${entry.folder}/${name}`) {
      problems.push(`${directory}: @ao/${name} belongs into ${entry.folder}/${name} (folder = name without the scope).`);
    }
    if (tags.length !== 1 || tags[0] !== name) {
      problems.push(`${directory}/turbo.json: its tags must be ["${name}"], else turbo does not see its boundaries.`);
    }
    if (manifest.private !== entry.private) {
      problems.push(`${directory}/package.json: private is ${manifest.private}, and ${entry.private} in architecture.json.`);
    }
  }
  const present = new Set(packages.map(({ name }) => name));
  for (const [name, entry] of architecture) {
    if (!present.has(name)) problems.push(`${entry.folder}/${name}: in architecture.json, but not there.`);
  }
  return problems;
}

function checkPackage(architecture: Architecture, { name, directory, manifest }: WorkspacePackage): readonly string[] {
  const entry = architecture.get(name);
  if (entry === undefined || entry.mayImport.includes('*')) return [];
  const refused = (kind: string, other: string, reason: string) =>
    `${directory}/package.json: @ao/${name} may not have @ao/${other} in ${kind}: ${reason}.`;

  const production = workspaceNamesIn(manifest.dependencies, manifest.peerDependencies).flatMap((other) => {
    if (architecture.get(other)?.testKit === true) return [refused('dependencies', other, 'test kits are devDependencies')];
    return isAllowed(entry, other) ? [] : [refused('dependencies', other, whatItMay(entry))];
  });
  const development = workspaceNamesIn(manifest.devDependencies).flatMap((other) => {
    if (architecture.get(other)?.testKit === true || isAllowed(entry, other)) return [];
    return [refused('devDependencies', other, whatItMay(entry))];
  });
  return [...production, ...development];
}

function isAllowed(entry: ArchitectureEntry, other: string): boolean {
  return entry.mayImport.includes(other) || entry.runs.includes(other);
}

function whatItMay({ mayImport }: ArchitectureEntry): string {
  return mayImport.length === 0 ? 'it may import no other package' : `it may import ${mayImport.join(', ')}`;
}

function workspaceNamesIn(...maps: readonly Readonly<Record<string, string>>[]): readonly string[] {
  return maps.flatMap((map) => Object.keys(map)).flatMap((specifier) => workspaceNameOf(specifier) ?? []);
}
