import { writeFileSync } from 'node:fs';
import { createHttpApp, type HttpDependencies } from '../src/index.ts';

// Routes only use their dependencies when they are called, and describing them calls none.
const app = createHttpApp({} as HttpDependencies);
writeFileSync(new URL('../openapi.json', import.meta.url), `${JSON.stringify(app.openApiDocument(), null, 2)}\n`);
