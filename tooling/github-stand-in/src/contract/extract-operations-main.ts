/**
 * Copies the operations of the stand-in out of GitHub's OpenAPI document (`generated/api.github.com.json` of the npm package
 * `@octokit/openapi`, version 23.0.2 the last time): `node src/contract/extract-operations-main.ts <document>`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT_OPERATIONS } from './contract-operations.ts';

type Tree = { readonly [key: string]: unknown };

const DROPPED = new Set(['description', 'example', 'examples', 'title', 'deprecated', 'x-github', 'externalDocs', 'summary', 'readOnly']);

const [path = ''] = process.argv.slice(2);
const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
const document = parsed as Tree;
const schemas: Record<string, unknown> = {};

function at(pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((tree, key) => (tree as Tree)[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

/** A copy without words; schemas that are referred to are collected on the way. */
function copy(value: unknown, inProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => copy(item));
  if (typeof value !== 'object' || value === null) return value;
  const reference = (value as Tree)['$ref'];
  if (typeof reference === 'string') return copyReference(reference);
  const entries = Object.entries(value).filter(([key]) => inProperties || !DROPPED.has(key));
  return withNull(Object.fromEntries(entries.map(([key, item]) => [key, copy(item, key === 'properties' && !inProperties)])));
}

/** `nullable` beside no type means nothing to a validator of JSON schema: the same in its own words. */
function withNull(schema: Tree): unknown {
  if (schema['nullable'] !== true) return schema;
  const values = schema['enum'];
  if (Array.isArray(values)) return { ...schema, enum: [...new Set<unknown>([...values, null])] };
  if (schema['type'] !== undefined) return schema;
  return { anyOf: [{ enum: [null] }, { ...schema, nullable: undefined }] };
}

function copyReference(reference: string): unknown {
  const name = /^#\/components\/schemas\/(.+)$/.exec(reference)?.[1];
  if (name === undefined) return copy(at(reference));
  if (!Object.hasOwn(schemas, name)) {
    schemas[name] = null;
    schemas[name] = copy(at(reference));
  }
  return { $ref: `#/schemas/${name}` };
}

function bodyOf(holder: unknown): unknown {
  const resolved = copy(holder) as { readonly content?: { readonly 'application/json'?: { readonly schema?: unknown } } } | undefined;
  return resolved?.content?.['application/json']?.schema ?? null;
}

const operations = CONTRACT_OPERATIONS.map((name) => {
  const [method = '', template = ''] = name.split(' ');
  const item = (document['paths'] as Tree)[template] as Tree;
  const operation = item[method.toLowerCase()] as Tree;
  const parameters = copy([...((item['parameters'] as unknown[] | undefined) ?? []), ...(operation['parameters'] as unknown[])]);
  const responses = Object.entries(operation['responses'] as Tree).filter(([status]) => status.startsWith('2') || status === '302');
  return [
    name,
    {
      parameters: (parameters as Tree[]).map(({ name, in: place, required, schema }) => ({
        name,
        in: place,
        required: required === true,
        schema,
      })),
      request: bodyOf(operation['requestBody']),
      responses: Object.fromEntries(responses.map(([status, response]) => [status, bodyOf(response)])),
    },
  ];
});

const target = join(import.meta.dirname, 'generated/operations.json');
writeFileSync(target, `${JSON.stringify({ operations: Object.fromEntries(operations), schemas }, null, 1)}\n`);
