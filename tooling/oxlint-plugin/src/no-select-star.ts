/**
 * Bug it prevents: a prepared `select *` keeps the columns it saw when it was prepared. After a migration adds, drops
 * or reorders one, rows come back with the wrong shape, and a secret column added later travels out unasked. Name the
 * columns.
 */
import type { Rule } from './rule.ts';

const SELECT_STAR = /\bselect\s+(?:distinct\s+)?(?:\w+\.)?\*/i;

const MESSAGE = 'Name the columns: what `*` means changes with the schema.';

export const noSelectStar: Rule = {
  create: (context) => ({
    Literal(node) {
      if (typeof node.value === 'string' && SELECT_STAR.test(node.value)) context.report({ node, message: MESSAGE });
    },
    TemplateElement(node) {
      if (SELECT_STAR.test(node.value.raw)) context.report({ node, message: MESSAGE });
    },
  }),
};
