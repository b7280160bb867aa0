/**
 * What a terminal emulator sends without anyone typing: answers to what a program asks (device attributes, cursor position, modes,
 * colours, keyboard protocol), and focus. Every viewer's emulator answers; only one answer may reach the program.
 */
// Text of latin1 characters, one for each byte.
const REPLY =
  /^(?:\u001b\[[?>=]?[\d;]*[cRntyx]|\u001b\[\?\d+u|\u001b\[\??[\d;]*\$y|\u001b\[[IO]|\u001bP[^\u001b]*\u001b\\|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\))+$/;

/** The longest run of bytes that is looked at; replies are short. */
const REPLY_MAX_BYTES = 512;

/** Tells whether typed bytes are nothing but replies of an emulator. */
export function isTerminalReply(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length > REPLY_MAX_BYTES || bytes[0] !== 0x1b) return false;
  return REPLY.test(String.fromCharCode(...bytes));
}
