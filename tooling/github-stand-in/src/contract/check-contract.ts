import { Ajv, type ValidateFunction } from 'ajv';
import { contractDocument, type Schema } from './contract-document.ts';
import { CONTRACT_OPERATIONS, type ContractOperation } from './contract-operations.ts';

/** One request, taken apart. */
export interface ContractRequest {
  readonly operation: ContractOperation;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'contract', schemas: contractDocument.schemas });
const validators = new Map<Schema, ValidateFunction>();

function faults(schema: Schema, value: unknown, what: string): readonly string[] {
  let validate = validators.get(schema);
  if (validate === undefined) {
    const absolute: unknown = JSON.parse(JSON.stringify(schema).replaceAll('"#/schemas/', '"contract#/schemas/'));
    validate = ajv.compile(absolute as object);
    validators.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${what}${error.instancePath} ${error.message ?? 'is wrong'}`);
}

/** The operation a request means, with the values of its path; null when it is none of those answered here. */
export function findOperation(
  method: string,
  path: string,
): { readonly operation: ContractOperation; readonly path: Readonly<Record<string, string>> } | null {
  for (const operation of CONTRACT_OPERATIONS) {
    const [wantedMethod, template = ''] = operation.split(' ');
    if (wantedMethod !== method) continue;
    const pattern = new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(path);
    if (match === null) continue;
    const values = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
    return { operation, path: Object.fromEntries(values) as Record<string, string> };
  }
  return null;
}

/** What is wrong with a request by GitHub's contract, parameters it does not know included. Empty when nothing is. */
export function requestFaults(request: ContractRequest): readonly string[] {
  const contract = contractDocument.operations[request.operation];
  const known = contract.parameters.filter((parameter) => parameter.in === 'query');
  const unknown = [...request.query.keys()].filter((name) => known.every((parameter) => parameter.name !== name));
  const missing = known.filter((parameter) => parameter.required && !request.query.has(parameter.name));
  return [
    ...unknown.map((name) => `query parameter ${name} is not known to ${request.operation}`),
    ...missing.map(({ name }) => `query parameter ${name} is missing`),
    ...known.flatMap(({ name, schema }) => {
      const value = request.query.get(name);
      return value === null ? [] : faults(schema, typedValue(value, schema), `query parameter ${name}`);
    }),
    ...(contract.request === null || request.body === undefined ? [] : faults(contract.request, request.body, 'body')),
  ];
}

/** Where GitHub itself does not keep its contract: a pull request from a fork that was deleted has no source repository. */
const LESS_THAN_PROMISED = /\/head\/repo must be object$/;

/** What is wrong with an answer by GitHub's contract. Empty when nothing is, or when the contract says nothing about that status. */
export function responseFaults(operation: ContractOperation, status: number, body: unknown): readonly string[] {
  const schema = contractDocument.operations[operation].responses[String(status)];
  if (schema === undefined || schema === null) return [];
  return faults(schema, body, 'answer').filter((fault) => !LESS_THAN_PROMISED.test(fault));
}

function typedValue(value: string, schema: Schema): unknown {
  if (schema.type === 'integer' || schema.type === 'number') return value.trim() === '' ? value : Number(value);
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}
