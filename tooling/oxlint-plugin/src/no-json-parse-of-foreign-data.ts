/**
 * Bug it prevents: `JSON.parse` answers `any`, so whatever another program wrote is believed without a look, and the
 * crash comes far away from the file that was wrong. What is parsed must go straight into a schema
 * (`schema.parse(JSON.parse(text))`) or be called `unknown`, which makes the compiler ask for the look.
 */
import type { Rule } from './rule.ts';

/** The few properties of syntax nodes that this rule looks at; which of them exist depends on `type`. */
type Node = {
  readonly type: string;
  readonly name?: string;
  readonly parent?: Node | null;
  readonly callee?: Node;
  readonly object?: Node;
  readonly property?: Node;
  readonly id?: Node;
  readonly typeAnnotation?: Node | null;
  readonly returnType?: Node | null;
};

const SCHEMA_METHODS = ['parse', 'safeParse', 'parseAsync', 'safeParseAsync'];

export const noJsonParseOfForeignData: Rule = {
  create: (context) => ({
    CallExpression(node) {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== 'JSON') return;
      if (callee.property.type !== 'Identifier' || callee.property.name !== 'parse') return;
      const call = node as Node;
      if (goesIntoSchema(call) || isCalledUnknown(call)) return;
      context.report({
        node,
        message: 'JSON.parse answers `any`: pass it straight to a schema, or give it the type `unknown` and look at it.',
      });
    },
  }),
};

/** `schema.parse(JSON.parse(text))`, where the outer call is not `JSON.parse` itself. */
function goesIntoSchema(node: Node): boolean {
  const outer = node.parent;
  if (outer?.type !== 'CallExpression' || outer.callee?.type !== 'MemberExpression') return false;
  return SCHEMA_METHODS.includes(outer.callee.property?.name ?? '') && outer.callee.object?.name !== 'JSON';
}

/** `const data: unknown = JSON.parse(text)`, `JSON.parse(text) as unknown`, or the answer of a function that says so. */
function isCalledUnknown(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return isUnknown(parent.typeAnnotation);
    case 'VariableDeclarator':
      return isUnknown(parent.id?.typeAnnotation?.typeAnnotation);
    case 'ArrowFunctionExpression':
      return isUnknown(parent.returnType?.typeAnnotation);
    case 'ReturnStatement':
      return isUnknown(enclosingFunction(parent)?.returnType?.typeAnnotation);
    default:
      return false;
  }
}

function isUnknown(annotation: Node | null | undefined): boolean {
  return annotation?.type === 'TSUnknownKeyword';
}

function enclosingFunction(node: Node): Node | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type.includes('Function')) return current;
  }
  return undefined;
}
