/**
 * One instruction to a model server, written into the user's text as `[[operation argument]]`:
 *
 * | directive | effect |
 * |---|---|
 * | `[[run COMMAND]]` | asks for the shell tool |
 * | `[[ask COMMAND]]` | asks for the shell tool, outside of the sandbox (Responses only) |
 * | `[[write FILE TEXT]]` | asks for the tool that writes files |
 * | `[[read FILE]]` | asks for the tool that reads files |
 * | `[[question TEXT \| A \| B]]` | asks for the tool that lets a person choose |
 * | `[[task TEXT]]` | asks for a sub-agent, which gets TEXT as its prompt; `{{run …}}` in it is a directive to the sub-agent (chat only) |
 * | `[[plan TEXT]]` | asks for the tool that ends planning |
 * | `[[say TEXT]]` | answers with that text |
 * | `[[sleep MS]]` | every answer of the turn takes that much longer |
 * | `[[error STATUS]]` | every request of the turn fails with that HTTP status |
 *
 * Tools are asked for one after the other, each when the one before has given its result; then comes a closing text.
 */
export interface Directive {
  readonly operation: string;
  readonly argument: string;
}

const DIRECTIVE = /\[\[([a-z]+)(?:\s+([\s\S]*?))?\]\]/g;

/** All directives in a text, in order. */
export function directivesIn(text: string): readonly Directive[] {
  return [...text.matchAll(DIRECTIVE)].map((match) => ({ operation: match[1] ?? '', argument: (match[2] ?? '').trim() }));
}

/** The number behind the first directive of that name; 0 when there is none. */
export function numberFor(operation: string, directives: readonly Directive[]): number {
  const value = Number(directives.find((directive) => directive.operation === operation)?.argument);
  return Number.isFinite(value) ? value : 0;
}
