import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommands, REFERENCE_PATH, renderReference } from './command-reference.ts';
import { ROOT } from './documents.ts';
import { REFERENCE_PREFACE } from './reference-preface.ts';

writeFileSync(join(ROOT, REFERENCE_PATH), renderReference(readCommands(), REFERENCE_PREFACE));
process.stdout.write(`Wrote ${REFERENCE_PATH}\n`);
