import { noDateNowInPureLayers } from './no-date-now-in-pure-layers.ts';
import { createRuleTester } from './rule-tester.ts';

createRuleTester().run('no-date-now-in-pure-layers', noDateNowInPureLayers, {
  valid: ['clock.now();', 'new Date(observedAt).toISOString();', 'Math.max(1, 2);', 'Date.parse(text);'],
  invalid: [
    { code: 'Date.now();', errors: 1 },
    { code: 'new Date();', errors: 1 },
    { code: 'Date();', errors: 1 },
    { code: 'Math.random();', errors: 1 },
    { code: 'performance.now();', errors: 1 },
  ],
});
