import { type Architecture, closureOf } from './architecture.ts';

/** The part of the root turbo.json that `turbo boundaries` enforces. */
export type Boundaries = {
  readonly tags: Readonly<Record<string, { readonly dependencies: { readonly allow: readonly string[] } }>>;
};

/**
 * turbo's rules for every package that exists, from the table. turbo follows dependencies of dependencies, and
 * devDependencies too, so each list holds everything the package reaches, plus the test kits and what those reach.
 */
export function boundariesOf(architecture: Architecture): Boundaries {
  const testKits = [...architecture].filter(([, entry]) => entry.testKit).map(([name]) => name);
  const forTests = testKits.flatMap((name) => [name, ...closureOf(architecture, name)]);
  const tags = [...architecture]
    .filter(([, entry]) => !entry.mayImport.includes('*'))
    .map(([name]) => {
      const allow = new Set([...closureOf(architecture, name), ...forTests].filter((other) => other !== name));
      return [name, { dependencies: { allow: [...allow].toSorted() } }] as const;
    });
  return { tags: Object.fromEntries(tags) };
}
