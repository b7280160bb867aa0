import { resolveSchema, type Schema } from './contract-document.ts';

/**
 * A body as thick as GitHub's: what the state knows, and for every other field GitHub requires something of the right kind. So no answer
 * of the stand-in is politer than the real one.
 */
export function filledBody(schema: Schema, known: unknown): unknown {
  const resolved = resolveSchema(schema);
  if (known === null) return null;
  if (Array.isArray(known)) return known.map((item: unknown) => (resolved.items === undefined ? item : filledBody(resolved.items, item)));
  if (typeof known === 'object') return filledObject(shapeOf(resolved), known as Readonly<Record<string, unknown>>);
  return known === undefined ? placeholder(resolved) : known;
}

function filledObject(shape: Schema, known: Readonly<Record<string, unknown>>): unknown {
  const properties = shape.properties ?? {};
  const names = new Set([...Object.keys(known), ...(shape.required ?? [])]);
  const entries = [...names].map((name) => [
    name,
    properties[name] === undefined ? known[name] : filledBody(properties[name], known[name]),
  ]);
  return Object.fromEntries(entries);
}

/** Of alternatives the first that describes an object; several descriptions of one thing are laid over each other. */
function shapeOf(schema: Schema): Schema {
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map((part) => shapeOf(resolveSchema(part)));
    return {
      properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})) as Record<string, Schema>,
      required: parts.flatMap((part) => part.required ?? []),
    };
  }
  const alternatives = (schema.anyOf ?? schema.oneOf ?? []).map((alternative) => shapeOf(resolveSchema(alternative)));
  return alternatives.find((alternative) => alternative.properties !== undefined) ?? schema;
}

function placeholder(schema: Schema): unknown {
  if (schema.nullable === true) return null;
  if (schema.enum !== undefined) return schema.enum[0];
  const alternative = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (alternative !== undefined) return placeholder(resolveSchema(alternative));
  if (schema.allOf !== undefined) return filledObject(shapeOf(schema), {});
  switch (schema.type) {
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 1;
    case 'string':
      return schema.format === 'date-time' ? '2026-01-01T00:00:00Z' : schema.format === 'uri' ? 'https://stand-in.invalid/' : 'stand-in';
    default:
      return filledObject(schema, {});
  }
}
