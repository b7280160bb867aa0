import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractOperation } from './contract-operations.ts';

/** The part of JSON schema that GitHub's contract uses. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};

/** A parameter in a path, query or header. */
export type ContractParameter = { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema };

/** What GitHub says about one operation. */
export type OperationContract = {
  readonly parameters: readonly ContractParameter[];
  readonly request: Schema | null;
  readonly responses: Readonly<Record<string, Schema | null>>;
};

/** The operations and the schemas they refer to as `#/schemas/<name>`. */
export type ContractDocument = {
  readonly operations: Readonly<Record<ContractOperation, OperationContract>>;
  readonly schemas: Readonly<Record<string, Schema>>;
};

const copied: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'generated/operations.json'), 'utf8'));

/** GitHub's own description of the operations that are answered here. */
export const contractDocument = copied as ContractDocument;

/** The schema a reference means; any other schema as it is. */
export function resolveSchema(schema: Schema): Schema {
  const name = schema.$ref?.replace('#/schemas/', '');
  return name === undefined ? schema : resolveSchema(contractDocument.schemas[name] ?? {});
}
