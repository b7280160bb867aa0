import { AoError } from '@ao/domain';
import { customType } from 'drizzle-orm/sqlite-core';

/**
 * A text column that holds one of a fixed list of values. The list is checked here, on the way in and out, and not by the
 * database: a new value must not need a new schema.
 */
export function enumText<Value extends string>(name: string, values: readonly Value[]) {
  const known: ReadonlySet<string> = new Set(values);
  const check = (value: string, code: 'INTERNAL' | 'DATABASE_NEWER'): Value => {
    if (known.has(value)) return value as Value;
    throw new AoError(code, {
      message: `The column ${name} cannot hold "${value}" in this version of ao.`,
      details: { column: name, value },
    });
  };
  return customType<{ data: Value; driverData: string | null }>({
    dataType: () => 'text',
    // Prepared statements hand null through the encoder as well.
    toDriver: (value: Value | null) => (value === null ? null : check(value, 'INTERNAL')),
    fromDriver: (stored) => check(stored ?? '', 'DATABASE_NEWER'),
  })(name);
}

/** A text column that holds JSON, narrowed by `parse` when it is read. `parse` throws, or answers null, for anything else. */
export function checkedJson<Value>(name: string, parse: (value: unknown) => Value | null) {
  return customType<{ data: Value; driverData: string | null }>({
    dataType: () => 'text',
    toDriver: (value: Value | null) => (value === null ? null : JSON.stringify(value)),
    fromDriver: (stored) => {
      const value = parseJson(stored ?? '', parse);
      if (value !== null) return value;
      throw new AoError('DATABASE_CORRUPT', {
        message: `The column ${name} holds something else than it should. Restore a backup from the backups folder, or report this as a bug.`,
        details: { column: name },
      });
    },
  })(name);
}

function parseJson<Value>(stored: string, parse: (value: unknown) => Value | null): Value | null {
  try {
    const value: unknown = JSON.parse(stored);
    return parse(value);
  } catch {
    return null;
  }
}

/** Narrows to a plain JSON object. */
export function asJsonObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** Narrows to a list of strings. */
export function asStringList(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
}

/** A truth value, stored as 0 or 1, that may be absent. */
export function flag(name: string) {
  return customType<{ data: boolean; driverData: number | null }>({
    dataType: () => 'integer',
    toDriver: (value: boolean | null) => (value === null ? null : Number(value)),
    fromDriver: (stored) => stored === 1,
  })(name);
}
