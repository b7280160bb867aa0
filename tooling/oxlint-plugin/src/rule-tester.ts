import { RuleTester } from 'oxlint/plugins-dev';
import { describe, test } from 'vitest';

/** A tester whose cases appear as tests of this suite. */
export function createRuleTester(): RuleTester {
  RuleTester.describe = describe;
  RuleTester.it = test;
  return new RuleTester({ languageOptions: { sourceType: 'module', parserOptions: { lang: 'ts' } } });
}
