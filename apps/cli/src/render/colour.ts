import type { styleText } from 'node:util';

/** The colours in use. Each has one meaning, so that a table can be read at a glance. */
export type Tone = 'good' | 'busy' | 'attention' | 'bad' | 'faint' | 'strong';

const FORMATS = {
  good: 'green',
  busy: 'cyan',
  attention: 'yellow',
  bad: 'red',
  faint: 'dim',
  strong: 'bold',
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

/** Puts colour on text, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

/**
 * Colours only for people: on a terminal, unless NO_COLOR is set or TERM is dumb; FORCE_COLOR asks for them anyway.
 */
export function createPaint(options: { readonly isTerminal: boolean; readonly env: Readonly<Record<string, string | undefined>> }): Paint {
  if (!wantsColour(options)) return (_tone, text) => text;
  // Fetched by call: a static import of this module loads half of Node along with it.
  const util = process.getBuiltinModule('node:util');
  return (tone, text) => (text === '' ? '' : util.styleText(FORMATS[tone], text, { validateStream: false }));
}

function wantsColour({ isTerminal, env }: Parameters<typeof createPaint>[0]): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0') return true;
  return isTerminal && env['TERM'] !== 'dumb';
}
