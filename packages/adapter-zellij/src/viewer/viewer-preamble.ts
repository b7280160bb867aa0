import { SESSION_NAME } from '../launch-location.ts';

/** zellij puts the name of the session before the title. */
const TITLE_WITH_SESSION = Buffer.from(`\u001b]0;${SESSION_NAME} | `);
const TITLE = Buffer.from('\u001b]0;');

/** A piece of a picture in which the title is the program's own. */
export function withPlainTitle(content: Buffer): Buffer {
  const at = content.indexOf(TITLE_WITH_SESSION);
  if (at === -1) return content;
  return Buffer.concat([content.subarray(0, at), TITLE, content.subarray(at + TITLE_WITH_SESSION.length)]);
}

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
