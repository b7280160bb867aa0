import { cleanLine } from './colour.ts';

/** Names and values, one line each, the values in a column of their own. What has no value is left out. */
export function renderFields(fields: readonly (readonly [name: string, value: string | null])[]): string {
  const shown = fields.filter((field): field is readonly [string, string] => field[1] !== null && field[1] !== '');
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${cleanLine(value)}`).join('\n');
}
