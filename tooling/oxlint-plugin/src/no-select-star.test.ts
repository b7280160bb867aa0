import { noSelectStar } from './no-select-star.ts';
import { createRuleTester } from './rule-tester.ts';

createRuleTester().run('no-select-star', noSelectStar, {
  valid: ["'select id, name from session'", "'select count(*) from session'"],
  invalid: [
    { code: "'SELECT * FROM session'", errors: 1 },
    { code: 'sql`select s.* from session s`', errors: 1 },
    { code: '`select distinct\n  * from session`', errors: 1 },
  ],
});
