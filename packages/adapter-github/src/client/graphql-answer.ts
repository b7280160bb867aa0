import { z } from 'zod';

/** An entry of `errors`; everything in it may be missing. */
export const graphqlErrorSchema = z.looseObject({
  type: z.string().nullish(),
  message: z.string().catch('no message'),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.looseObject({ code: z.string().nullish() }).nullish(),
});

/** An entry of `errors` as GitHub sends it. */
export type GraphqlError = z.infer<typeof graphqlErrorSchema>;

/** The frame of every answer: `data` beside `errors`, both at once when a part failed. */
export const graphqlAnswerSchema = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(graphqlErrorSchema).nullish(),
});

/** What a query says about its own cost. */
export const rateLimitSchema = z.looseObject({
  cost: z.number(),
  limit: z.number(),
  remaining: z.number(),
  resetAt: z.string(),
});
