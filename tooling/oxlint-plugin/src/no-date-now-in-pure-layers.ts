/**
 * Bug it prevents: a rule that reads the clock (or rolls dice) itself gives another answer each time it is asked, so
 * that a status cannot be replayed, a test has to sleep, and two facts of one transaction carry two times. The
 * compiler already keeps files, processes and timers out of the pure layers; `Date` and `Math` are part of the
 * language and slip through. Times come in with the observation or from the `Clock` port.
 */
import type { Rule } from './rule.ts';

const IMPURE_CALLS: Readonly<Record<string, readonly string[]>> = { Date: ['now'], Math: ['random'], performance: ['now'] };
const MESSAGE = 'Time and chance come in from outside: take the observed time, a Clock or a generator as an option.';

export const noDateNowInPureLayers: Rule = {
  create: (context) => ({
    CallExpression(node) {
      const { callee } = node;
      if (callee.type === 'Identifier' && callee.name === 'Date') context.report({ node, message: MESSAGE });
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return;
      if (callee.property.type !== 'Identifier') return;
      if (IMPURE_CALLS[callee.object.name]?.includes(callee.property.name) === true) {
        context.report({ node, message: MESSAGE });
      }
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
        context.report({ node, message: MESSAGE });
      }
    },
  }),
};
