/**
 * Bug it prevents: the daemon is started once, from whatever folder somebody happened to be in, and serves every
 * project from then on. Code that asks for the current folder works in tests and in the first terminal, and writes
 * into a stranger's repository afterwards. Only the command line stands in a folder that means something; everyone
 * else is told the folder.
 */
import type { Rule } from './rule.ts';

export const noProcessCwd: Rule = {
  create: (context) => ({
    MemberExpression(node) {
      if (node.object.type !== 'Identifier' || node.object.name !== 'process') return;
      if (node.property.type !== 'Identifier' || node.property.name !== 'cwd') return;
      context.report({ node, message: 'The current folder means nothing here: take the folder as an option.' });
    },
  }),
};
