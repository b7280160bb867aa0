import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuntimeHandle } from '@ao/domain';
import { createFakeClock } from '@ao/testing';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createExitWatch } from './exit-watch.ts';
import { pastedText } from './input/paste-detection.ts';
import { launchFolders, locate } from './launch-location.ts';
import { drawScrollback, lastLines, screenRows, splitHistory } from './screen/screen-text.ts';
import { viewerPreamble, withPlainTitle } from './viewer/viewer-preamble.ts';
import { checkZellij, requireZellij } from './zellij-program.ts';

describe('a paste', () => {
  test.each([
    ['\u001b[200~text\u001b[201~', 'text'],
    ['\u001b[200~two\nlines\u001b[201~', 'two\nlines'],
    ['\u001b[200~\u001b[201~', ''],
    ['text', null],
    ['\u001b[200~text', null],
    ['\u001b[200~one\u001b[201~\u001b[200~two\u001b[201~', null],
    ['x\u001b[200~text\u001b[201~', null],
    ['\u001b[200~\u001b[201', null],
  ])('%j', (bytes, expected) => {
    expect(pastedText(Buffer.from(bytes))).toBe(expected);
  });

  test('what is no text goes as bytes', () => {
    expect(pastedText(Buffer.concat([Buffer.from('\u001b[200~'), Buffer.from([0xff]), Buffer.from('\u001b[201~')]))).toBeNull();
  });
});

describe('places', () => {
  const places = { directory: '/home/me/.ao/zellij', socketDirectory: '/run/ao' };

  test('a handle leads to its places, and one of others to none', () => {
    const location = locate(places, launchFolders.handleOf('shop-1' as never, 'l-1' as never));
    expect(location).toMatchObject({ handle: 'zellij:shop-1/l-1', directory: '/home/me/.ao/zellij/sessions/shop-1/l-1' });
    expect(location?.socketPath).toMatch(/^\/run\/ao\/[0-9a-f]{12}\/contract_version_1\/ao$/);
    for (const handle of ['pty-host:a/b', 'zellij:a', 'zellij:a/b/c', 'zellij:../b', 'zellij:a/.hidden', 'zellij:/']) {
      expect(locate(places, handle as RuntimeHandle)).toBeNull();
    }
  });

  test('no two handles have one socket', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), (one, other) => {
        const [first, second] = [one, other].map((id) => locate(places, launchFolders.handleOf(id as never, 'l' as never))?.socketPath);
        expect(first === second).toBe(one === other);
      }),
    );
  });
});

describe('texts of a screen', () => {
  test('a screen has all its rows, without trailing blanks', () => {
    expect(screenRows('one  \ntwo', 3)).toEqual(['one', 'two', '']);
  });

  test('the last lines leave out empty ones at the end', () => {
    expect(lastLines('\u001b[31mone\u001b[m\n\ntwo  \n\n\n', 2)).toEqual(['', 'two']);
    expect(lastLines('', 5)).toEqual([]);
  });

  test('a history is cut where the screen begins', () => {
    expect(splitHistory('a\nb\nc\nd', 'c\nd\n')).toEqual({ above: ['a', 'b'], visible: ['c', 'd'] });
    expect(splitHistory('\u001b[m\nc\nd', 'c\nd')).toEqual({ above: [], visible: ['c', 'd'] });
  });

  test('what is above the screen is drawn and scrolled out of it, as much as is wanted', () => {
    expect(drawScrollback('a\nb\nc', 'c', 2, 1)).toBe('b\u001b[m\r\n\r\n\u001b[H');
    expect(drawScrollback('a\nb\nc', 'c', 2, 0)).toBe('');
    expect(drawScrollback('c', 'c', 2, 100)).toBe('');
  });

  test("a title cannot end itself, and is the program's own", () => {
    expect(viewerPreamble('a\u0007b\u001b]', '')).toBe('\u001b[?2004h\u001b]2;a b ]\u0007');
    expect(withPlainTitle(Buffer.from('x\u001b]0;ao | mine\u0007y')).toString()).toBe('x\u001b]0;mine\u0007y');
  });
});

describe('the watch for ends', () => {
  test('each end is told once, and nothing is looked at when nothing is watched', async () => {
    const clock = createFakeClock();
    const ended = new Set<string>();
    const looks: string[] = [];
    const told: string[] = [];
    const watch = createExitWatch({
      hasEnded: async (handle) => looks.push(handle) > 0 && ended.has(handle),
      onExit: (handle) => told.push(handle),
      clock,
    });
    watch.watch('a' as RuntimeHandle);
    watch.watch('a' as RuntimeHandle);
    watch.watch('b' as RuntimeHandle);
    await clock.advance(250);
    expect(looks).toEqual(['a', 'b']);
    ended.add('a');
    watch.unwatch('b' as RuntimeHandle);
    await clock.advance(250);
    await clock.advance(1_000);
    expect(told).toEqual(['a']);
    expect(looks).toEqual(['a', 'b', 'a']);
    watch.close();
  });
});

describe('the program', () => {
  let directory: string;
  beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'ao-z-bin-'))));
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function zellijThatSays(text: string) {
    await writeFile(join(directory, 'zellij'), `#!/bin/sh\n${text}\n`);
    await chmod(join(directory, 'zellij'), 0o755);
    return { program: join(directory, 'zellij'), env: { PATH: '/usr/bin:/bin', HOME: directory } };
  }

  test('a new one is usable', async () => {
    const search = await zellijThatSays('echo "zellij 0.44.3"');
    expect(await checkZellij(search)).toMatchObject({ level: 'ok', version: '0.44.3', code: null });
    expect(await requireZellij(search)).toMatchObject({ version: '0.44.3' });
  });

  test.each([
    ['an old one', 'echo zellij 0.43.1', /0.43.1 is too old/],
    ['one that does not tell its version', 'exit 1', /does not tell/],
  ])('%s is a warning with what to do, and refuses to create', async (_, script, summary) => {
    const search = await zellijThatSays(script);
    expect(await checkZellij(search)).toMatchObject({
      level: 'warning',
      summary: expect.stringMatching(summary),
      code: 'RUNTIME_UNAVAILABLE',
    });
    await expect(requireZellij(search)).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  });

  test('without zellij nothing else is lost: the remedy names what works without it, and whose PATH was searched', async () => {
    const check = await checkZellij({ program: join(directory, 'missing'), env: { PATH: '', HOME: directory } });
    expect(check).toMatchObject({
      level: 'warning',
      path: null,
      summary: 'zellij is not installed, or not on the PATH the daemon was started with.',
      remedy: expect.stringContaining('--runtime'),
      code: 'RUNTIME_UNAVAILABLE',
    });
  });
});
