import { createRequire } from 'node:module';
import type { Terminal } from '@xterm/headless';
import { expect, test } from 'vitest';
import { renderScreen } from './screen-picture.ts';

const { Terminal: HeadlessTerminal } = createRequire(import.meta.url)('@xterm/headless') as { readonly Terminal: typeof Terminal };

async function drawn(text: string): Promise<string> {
  const terminal = new HeadlessTerminal({ cols: 40, rows: 10, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(text, done));
  return renderScreen(terminal, 'a & b');
}

test('text is text, with its colours, and columns stay where they are', async () => {
  const svg = await drawn('\r\n\u001b[1mID\u001b[0m   \u001b[33mneeds you\u001b[0m <x>\r\n\u001b[2mfaint\u001b[0m');
  const texts = [...svg.matchAll(/<text x="([\d.]+)"[^>]*fill="(#\w+)"([^>]*)>([^<]*)<\/text>/g)].slice(1);
  expect(texts.map(([, x, fill, rest, text]) => [x, fill, rest?.includes('700'), text])).toEqual([
    ['22.0', '#d7dce5', true, 'ID'],
    ['64.0', '#f4c96b', false, 'needs you'],
    ['148.0', '#d7dce5', false, '&lt;x&gt;'],
    ['22.0', '#8791a3', false, 'faint'],
  ]);
  expect(svg).toContain('>a &amp; b</text>');
});

test('blank lines around the text are left out', async () => {
  const [, height] = /viewBox="0 0 \d+ (\d+)"/.exec(await drawn('\r\n\r\none\r\n\r\ntwo\r\n\r\n')) ?? [];
  expect(Number(height)).toBe(38 + 3 * 20 + 22);
});
