import { expect, test } from 'vitest';
import { isTerminalReply } from './terminal-reply.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  '\u001b[?1;2c',
  '\u001b[24;80R',
  '\u001b[>0;276;0c',
  '\u001b]11;rgb:0000/0000/0000\u0007',
  '\u001b[I',
  '\u001b[?2026;2$y',
  '\u001b[?1;2c\u001b[1;1R',
  '\u001b[?0u',
  '\u001b[2;1;1;128;128;1;0x',
])('%j is what an emulator says by itself', (text) => expect(isTerminalReply(bytes(text))).toBe(true));

test.each(['a', '\u001b', '\u001b[A', '\u001b[1;5C', '\u001b[200~text\u001b[201~', '\u001b[?1;2cx', '', '\u001b[<0;10;10M'])(
  '%j was typed by a person',
  (text) => expect(isTerminalReply(bytes(text))).toBe(false),
);
