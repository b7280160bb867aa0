import { noExportStar } from './no-export-star.ts';
import { createRuleTester } from './rule-tester.ts';

createRuleTester().run('no-export-star', noExportStar, {
  valid: ["export { reduce } from './reduce.ts';", "export type { Facts } from './facts.ts';"],
  invalid: [
    { code: "export * from './reduce.ts';", errors: 1 },
    { code: "export * as rules from './rules.ts';", errors: 1 },
  ],
});
