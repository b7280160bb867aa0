import { z } from '@hono/zod-openapi';
import { ERROR_CODES, type ErrorCode } from '@ao/domain';
import { countSchema, factsSchema } from './value-schemas.ts';

/** A stable error code, as catalogued. */
export const errorCodeSchema = z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]).openapi('ErrorCode');

/** The body of every error answer. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'urn:ao:error:SESSION_NOT_FOUND' }),
    title: z.string().describe('What the code means, the same each time.'),
    status: countSchema,
    detail: z.string().describe('What happened this time, and what to do next.'),
    code: errorCodeSchema,
    kind: z.enum([
      'bad_request',
      'unauthorized',
      'forbidden',
      'not_found',
      'conflict',
      'unprocessable',
      'too_many',
      'unavailable',
      'timeout',
      'internal',
    ]),
    requestId: z.string().describe('Stands in the log of the daemon, too.'),
    details: factsSchema.describe('Facts a program may read.'),
  })
  .openapi('Problem');
