import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const entrySchema = z.strictObject({
  layer: z.string(),
  folder: z.enum(['packages', 'apps', 'tooling']).default('packages'),
  mayImport: z.array(z.string()),
  runs: z.array(z.string()).default([]),
  pure: z.boolean().default(false),
  bundled: z.boolean().default(false),
  testKit: z.boolean().default(false),
  private: z.boolean().default(false),
});

const architectureSchema = z.strictObject({
  $comment: z.array(z.string()),
  packages: z.record(z.string(), entrySchema),
});

/** The place of one package; what each field means stands at the head of `architecture.json`. */
export type ArchitectureEntry = Readonly<z.infer<typeof entrySchema>>;

/** The whole table, by package name without the scope. */
export type Architecture = ReadonlyMap<string, ArchitectureEntry>;

/** Reads `tooling/architecture/architecture.json` of a workspace and checks that it speaks of itself consistently. */
export function readArchitecture(root: string): Architecture {
  const file = join(root, 'tooling', 'architecture', 'architecture.json');
  const { packages } = architectureSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const architecture = new Map(Object.entries(packages));
  for (const [name, entry] of architecture) {
    for (const other of [...entry.mayImport, ...entry.runs]) {
      if (other !== '*' && !architecture.has(other)) {
        throw new Error(`architecture.json: "${name}" names "${other}", which is not in the table.`);
      }
    }
  }
  return architecture;
}

/** Everything a package reaches, over packages it may import or runs. Does not hold the package itself. */
export function closureOf(architecture: Architecture, name: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [name];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    const entry = architecture.get(current);
    for (const next of [...(entry?.mayImport ?? []), ...(entry?.runs ?? [])]) {
      if (next === '*' || reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  reached.delete(name);
  return reached;
}
