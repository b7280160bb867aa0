/** Characters that take two cells: East Asian wide ones and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]/g;

/** Text without anything a terminal could take for a command; tabs become two spaces. */
export function printable(text: string): string {
  return text.replaceAll('\t', '  ').replaceAll(UNPRINTABLE, '');
}

/** Number of cells a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** Cuts a text into rows that fit; at least one. Lines of the text stay apart. */
export function wrap(text: string, columns: number): readonly string[] {
  const room = Math.max(1, columns);
  return text.split('\n').flatMap((line) => {
    const rows: string[] = [];
    let row = '';
    let width = 0;
    for (const character of printable(line)) {
      const wide = widthOf(character);
      if (width + wide > room && row !== '') {
        rows.push(row);
        row = '';
        width = 0;
      }
      row += character;
      width += wide;
    }
    return [...rows, row];
  });
}

/** Cuts a text to fit into one row. */
export function fit(text: string, columns: number): string {
  return wrap(text.replaceAll('\n', ' '), columns)[0] ?? '';
}
