import { assert as assertProperty, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { hexKeys, literalFormat, quoted } from './command-text.ts';

test('nothing with a meaning to tmux stands bare between the quotes, and every byte comes back', () => {
  assertProperty(
    property(uint8Array(), (bytes) => {
      const inner = quoted(bytes).slice(1, -1);
      expect(inner).not.toMatch(/["$~;'`\n\r\t\u0080-\u00ff]/);
      const back = inner.replaceAll(/\\([0-7]{3})/g, (_match, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
      expect(Buffer.from(back, 'latin1')).toEqual(Buffer.from(bytes));
    }),
  );
});

test('text is UTF-8, formats are doubled, keys are hexadecimal', () => {
  expect(quoted('a ü')).toBe('"a \\303\\274"');
  expect(literalFormat('#{pid} #(id)')).toBe('##{pid} ##(id)');
  expect(hexKeys(Buffer.from([0, 27, 255]))).toBe(' 00 1b ff');
});
