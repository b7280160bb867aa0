import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** What a query takes from GitHub's limits. */
export interface QueryCost {
  /** How often GitHub has to ask for a connection. */
  readonly requests: number;
  /** What is taken from the hourly points: a hundredth of the requests, rounded, at least 1. */
  readonly points: number;
  /** How many nodes it may return; GitHub refuses more than 500,000. */
  readonly nodes: number;
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  requests: number;
  nodes: number;
}

/**
 * The cost of a query by the formula GitHub publishes: every connection counts once for each node it hangs on, as if each one before it
 * were full. Fragments on several types count as if every node were of each.
 */
export function queryCost(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>> = {}): QueryCost {
  const walk: Walk = { schema, document, variables, requests: 0, nodes: 0 };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(definition.operation);
    if (root) visit(walk, definition.selectionSet, root.name, 1);
  }
  return { requests: walk.requests, points: Math.max(1, Math.round(walk.requests / 100)), nodes: walk.nodes };
}

function visit(walk: Walk, selection: SelectionSetNode, typeName: string, times: number): void {
  for (const node of selection.selections) {
    if (node.kind === Kind.FIELD) visitField(walk, node, typeName, times);
    else if (node.kind === Kind.INLINE_FRAGMENT) visit(walk, node.selectionSet, node.typeCondition?.name.value ?? typeName, times);
    else {
      const fragment = walk.document.definitions.find(
        (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
      );
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) visit(walk, fragment.selectionSet, fragment.typeCondition.name.value, times);
    }
  }
}

function visitField(walk: Walk, node: FieldNode, typeName: string, times: number): void {
  const parent = walk.schema.getType(typeName);
  if (node.selectionSet === undefined || !parent || !('getFields' in parent)) return;
  const field = parent.getFields()[node.name.value];
  if (field === undefined || !('type' in field)) return;
  const named = getNamedType(field.type);
  if (!isCompositeType(named)) return;
  const size = listSize(walk, node);
  if (size !== null) {
    walk.requests += times;
    walk.nodes += times * size;
  }
  visit(walk, node.selectionSet, named.name, times * (size ?? 1));
}

/** How many things a field asks for; null when it asks for one. */
function listSize(walk: Walk, node: FieldNode): number | null {
  for (const argument of node.arguments ?? []) {
    const value = valueOf(walk, argument.value);
    if (argument.name.value === 'first' || argument.name.value === 'last') return Number(value);
    if (argument.name.value === 'ids' && Array.isArray(value)) return value.length;
  }
  return null;
}

function valueOf(walk: Walk, node: ValueNode): unknown {
  if (node.kind === Kind.VARIABLE) return walk.variables[node.name.value];
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.LIST) return node.values.map((item) => valueOf(walk, item));
  return null;
}
