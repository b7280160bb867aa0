import { styleText } from 'node:util';

/** What a colour means; the same as in `ao` itself. */
export type DemoTone = 'good' | 'busy' | 'attention' | 'bad' | 'faint' | 'strong';

/** Puts colour on text, or leaves it as it is. */
export type DemoPaint = (tone: DemoTone, text: string) => string;

const FORMATS = {
  good: 'green',
  busy: 'cyan',
  attention: 'yellow',
  bad: 'red',
  faint: 'dim',
  strong: 'bold',
} as const satisfies Record<DemoTone, Parameters<typeof styleText>[0]>;

/** Colours on a terminal, unless NO_COLOR is set or TERM is dumb; FORCE_COLOR asks for them anywhere. */
export function createDemoPaint(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): DemoPaint {
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  const forced = isSet('FORCE_COLOR') && env['FORCE_COLOR'] !== '0';
  const wanted = !isSet('NO_COLOR') && (forced || (isTerminal && env['TERM'] !== 'dumb'));
  return (tone, text) => (wanted && text !== '' ? styleText(FORMATS[tone], text, { validateStream: false }) : text);
}
