import type { DemoPaint } from './demo-colour.ts';

/** A patch for people: colours, no noise, and cut where it gets long. */
export function renderDiff(
  diff: string,
  options: { readonly paint: DemoPaint; readonly maxLines: number; readonly width: number },
): readonly string[] {
  const { paint, maxLines, width } = options;
  const lines = diff
    .split('\n')
    .filter((line) => !/^(?:index |--- |\+\+\+ |(?:new|deleted) file mode |similarity |old mode |new mode )/.test(line));
  const shown = lines.slice(0, maxLines).map((line) => renderLine(line, paint, width));
  const rest = lines.length - shown.length;
  return rest <= 0 ? shown : [...shown, paint('faint', `… ${rest} more ${rest === 1 ? 'line' : 'lines'}`)];
}

function renderLine(line: string, paint: DemoPaint, width: number): string {
  const file = /^diff --git a\/(.+) b\/.+$/.exec(line)?.[1];
  if (file !== undefined) return paint('strong', fit(file, width));
  const text = fit(line.replaceAll('\t', '  '), width);
  if (line.startsWith('@@')) return paint('faint', text);
  if (line.startsWith('+')) return paint('good', text);
  return line.startsWith('-') ? paint('bad', text) : text;
}

function fit(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}
