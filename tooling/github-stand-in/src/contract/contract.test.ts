import { describe, expect, test } from 'vitest';
import { findOperation, requestFaults, responseFaults } from './check-contract.ts';
import { contractDocument, resolveSchema } from './contract-document.ts';
import { CONTRACT_OPERATIONS } from './contract-operations.ts';
import { filledBody } from './filled-body.ts';

describe.each(CONTRACT_OPERATIONS)('%s', (operation) => {
  const responses = Object.entries(contractDocument.operations[operation].responses).filter(([, schema]) => schema !== null);

  test('is what a request of that form means', () => {
    const [method = '', template = ''] = operation.split(' ');
    const path = template.replaceAll(/\{\w+\}/g, '7');
    expect(findOperation(method, path)?.operation).toBe(operation);
    expect(findOperation('DELETE', path)).toBeNull();
    expect(findOperation(method, `${path}/more/of/it`)).toBeNull();
  });

  test.each(responses)('a body for status %s with nothing known is as thick as GitHub wants it', (status, schema) => {
    const isList = resolveSchema(schema!).type === 'array';
    const body = filledBody(schema!, isList ? [{}] : {});
    expect(responseFaults(operation, Number(status), body)).toEqual([]);
    if (!isList) expect(Object.keys(body as object).length).toBeGreaterThan(0);
  });

  test.each(responses)('a body for status %s that lacks everything is found out', (status) => {
    expect(responseFaults(operation, Number(status), 5)).not.toEqual([]);
  });
});

describe('a request', () => {
  const list = (query: string) =>
    requestFaults({ operation: 'GET /repos/{owner}/{repo}/pulls', query: new URLSearchParams(query), body: undefined });

  test.each(['', 'state=all&sort=updated&direction=desc&per_page=100&page=2', 'head=acme:ao/shop-1/work'])('?%s is taken', (query) => {
    expect(list(query)).toEqual([]);
  });

  test.each(['since=2026-01-01', 'state=merged', 'per_page=many', 'sort=newest'])('?%s is not', (query) => {
    expect(list(query)).toHaveLength(1);
  });

  test('must bring what is required', () => {
    expect(requestFaults({ operation: 'GET /search/issues', query: new URLSearchParams(), body: undefined })).toEqual([
      'query parameter q is missing',
    ]);
    const merge = (body: unknown) =>
      requestFaults({ operation: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', query: new URLSearchParams(), body });
    expect([merge({}), merge({ merge_method: 'squash', sha: 'a' })]).toEqual([[], []]);
    expect(merge({ merge_method: 'octopus' })).not.toEqual([]);
  });
});

test('the path of an operation is taken apart, and decoded', () => {
  expect(findOperation('GET', '/repos/acme/shop%2Ejs/pulls/7')).toEqual({
    operation: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    path: { owner: 'acme', repo: 'shop.js', pull_number: '7' },
  });
});
