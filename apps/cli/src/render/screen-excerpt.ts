/** Lines of a terminal set off from what is said about them. */
export function indentScreen(screen: string): string {
  return screen
    .trimEnd()
    .split('\n')
    .map((row) => `  │ ${row}`.trimEnd())
    .join('\n');
}
