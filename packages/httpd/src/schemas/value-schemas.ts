import { z } from '@hono/zod-openapi';

/** A point in time on the wire. */
export const timestampSchema = z.int().describe('UTC milliseconds.');

/** A count or size on the wire. */
export const countSchema = z.int();

/** `true` or `false` in a query. */
export const queryFlagSchema = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .openapi({ type: 'boolean' });

/** Asks for what sessions use. */
export const resourcesFlagSchema = queryFlagSchema.optional().openapi({
  description: 'Measure what the processes of each session use. Takes a few milliseconds, or 0.1 s when nobody has asked lately.',
});

/** A whole number in a query, within bounds. */
export function queryNumberSchema(bounds: { readonly minimum: number; readonly maximum: number }) {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'expected a whole number')
    .transform(Number)
    .refine((value) => value >= bounds.minimum && value <= bounds.maximum, {
      message: `expected a number from ${bounds.minimum} to ${bounds.maximum}`,
    })
    .openapi({ type: 'integer', minimum: bounds.minimum, maximum: bounds.maximum });
}

/** Facts that have no fixed shape. */
export const factsSchema = z.record(z.string(), z.unknown());

/** A named schema or null. `nullable()` would make the name itself mean "or null". */
export function orNull<Schema extends z.ZodType>(schema: Schema): z.ZodUnion<readonly [Schema, z.ZodNull]> {
  return z.union([schema, z.null()]);
}
