import { isBuiltin } from 'node:module';
import type { Architecture, ArchitectureEntry } from './architecture.ts';
import { importsOf } from './imports.ts';
import { type WorkspacePackage, workspaceNameOf } from './workspace.ts';

/**
 * Second rule: what production code imports is what gets installed with the package. turbo accepts an import that only
 * devDependencies declare, which works here and breaks at the first stranger's; and it lets a package import what it
 * only reaches over another one. Answers with one sentence per violation.
 */
export function checkImports(root: string, architecture: Architecture, packages: readonly WorkspacePackage[]): readonly string[] {
  return packages.flatMap((each) => {
    const entry = architecture.get(each.name);
    if (entry === undefined || entry.layer === 'tooling') return [];
    return each.sources.flatMap((file) =>
      importsOf(root, file).flatMap(({ specifier, line }) => {
        const reason = reasonAgainst(specifier, { entry, package: each, architecture });
        return reason === undefined ? [] : [`${file}:${line}: "${specifier}": ${reason}.`];
      }),
    );
  });
}

type Importer = {
  readonly entry: ArchitectureEntry;
  readonly package: WorkspacePackage;
  readonly architecture: Architecture;
};

function reasonAgainst(specifier: string, importer: Importer): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('#')) return undefined;
  if (isBuiltin(specifier)) return importer.entry.pure ? 'a pure layer has no Node; take what you need as a port' : undefined;
  const other = workspaceNameOf(specifier);
  if (other !== undefined) return reasonAgainstWorkspacePackage(other, importer);
  return isInstalledWith(packageNameOf(specifier), importer) ? undefined : 'not in its dependencies';
}

function reasonAgainstWorkspacePackage(other: string, importer: Importer): string | undefined {
  const { entry, architecture } = importer;
  const isTestKit = architecture.get(other)?.testKit === true;
  if (isTestKit && !entry.testKit) return 'test kits stay out of production code';
  if (entry.runs.includes(other)) return 'it runs this package as a program, and does not import it';
  if (!isTestKit && !entry.mayImport.includes(other)) {
    return `@ao/${importer.package.name} may import ${entry.mayImport.join(', ') || 'no other package'}`;
  }
  return isInstalledWith(`@ao/${other}`, importer) ? undefined : 'not in its dependencies';
}

/** A bundled application carries what it imports inside its files, so devDependencies count too. */
function isInstalledWith(name: string, { entry, package: { manifest } }: Importer): boolean {
  return name in manifest.dependencies || name in manifest.peerDependencies || (entry.bundled && name in manifest.devDependencies);
}

function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
