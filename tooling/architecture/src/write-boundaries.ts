/** Writes the boundaries of architecture.json into the root turbo.json: `pnpm run boundaries` in this folder. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readArchitecture } from './architecture.ts';
import { boundariesOf } from './boundaries.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const file = join(root, 'turbo.json');
const configuration = z.looseObject({}).parse(JSON.parse(readFileSync(file, 'utf8')));
writeFileSync(file, `${JSON.stringify({ ...configuration, boundaries: boundariesOf(readArchitecture(root)) }, null, 2)}\n`);
