/**
 * A text as a TOML string. What JSON escapes TOML reads the same way; only DEL has to be escaped too, and half a surrogate, which no
 * TOML text may hold, is replaced.
 */
export function tomlString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll('\u007f', '\\u007f');
}

/** An inline table. Keys are always quoted: they may hold dots, slashes and blanks. */
export function tomlTable(entries: Readonly<Record<string, string>>): string {
  return `{${Object.entries(entries)
    .map(([key, value]) => `${tomlString(key)}=${value}`)
    .join(',')}}`;
}
