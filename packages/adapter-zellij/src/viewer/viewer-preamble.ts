/**
 * What a viewer's terminal is told before it gets a picture. Pastes are sent in marks, which zellij takes off for a program that did
 * not ask for them.
 */
export function viewerPreamble(title: string, scrollback: string): string {
  const plainTitle = title
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return `\u001b[?2004h\u001b]2;${plainTitle}\u0007${scrollback}`;
}
