import { z } from '@hono/zod-openapi';
import { jsonRoute } from '../../app/http-route.ts';

/** This API, described. */
export const getOpenApi = jsonRoute({
  operationId: 'getOpenApi',
  method: 'get',
  path: '/api/v1/openapi.json',
  tag: 'daemon',
  summary: 'This API as an OpenAPI document',
  access: 'any',
  success: { status: 200, description: 'An OpenAPI 3.1 document.', schema: z.record(z.string(), z.unknown()) },
  errors: [],
  handle: ({ openApiDocument }) => ({ ...openApiDocument() }),
});
