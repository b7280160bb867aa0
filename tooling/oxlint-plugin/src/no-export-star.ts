/**
 * Bug it prevents: with `export *` the public surface of a package is whatever its files happen to export, so that an
 * inner type becomes a promise nobody meant to make, two files collide without a word, and every import loads the
 * whole package. Name what is public.
 */
import type { Rule } from './rule.ts';

export const noExportStar: Rule = {
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, message: 'Name each export: `export *` makes everything public that a file has.' });
    },
  }),
};
