import type { RuleTester } from 'oxlint/plugins-dev';

/** A lint rule, in the shape the linter loads. */
export type Rule = Parameters<RuleTester['run']>[1];
