/**
 * House rules that no existing rule covers; loaded by `.oxlintrc.json`. Each rule's file begins with the bug it
 * prevents.
 */
import { noDateNowInPureLayers } from './no-date-now-in-pure-layers.ts';
import { noExportStar } from './no-export-star.ts';
import { noJsonParseOfForeignData } from './no-json-parse-of-foreign-data.ts';
import { noProcessCwd } from './no-process-cwd.ts';
import { noSelectStar } from './no-select-star.ts';
import type { Rule } from './rule.ts';

const rules: Readonly<Record<string, Rule>> = {
  'no-date-now-in-pure-layers': noDateNowInPureLayers,
  'no-export-star': noExportStar,
  'no-json-parse-of-foreign-data': noJsonParseOfForeignData,
  'no-process-cwd': noProcessCwd,
  'no-select-star': noSelectStar,
};

// The linter loads a plugin through its default export.
export default { meta: { name: 'ao' }, rules };
