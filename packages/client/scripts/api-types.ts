import { readFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';

/** The committed description of the API. It is read as a file: this package imports nothing of the others. */
const OPENAPI_FILE = new URL('../../httpd/openapi.json', import.meta.url);

/** Where the types generated from it are committed. */
export const API_TYPES_FILE = new URL('../src/generated/openapi.ts', import.meta.url);

/** The types of the API, as source text. */
export async function generateApiTypes(): Promise<string> {
  const document: unknown = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8'));
  const nodes = await openapiTypescript(JSON.stringify(document), { immutable: true });
  return `// Generated from openapi.json; see scripts/api-types.ts.\n\n${astToString(nodes)}`;
}
