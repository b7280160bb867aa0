import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noticeOutletSuite, sampleDispatch } from '@ao/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDesktopOutlet } from './create-desktop-outlet.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-desktop-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const soon = () => AbortSignal.timeout(10_000);
const environment = async () => ({ PATH: `${directory}:/usr/bin:/bin`, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' });

/** Puts a program on the PATH that writes down its arguments, each ended by a zero byte, each call ended by another. */
function putProgram(name: string): void {
  const path = join(directory, name);
  writeFileSync(
    path,
    `#!/bin/sh
cd '${directory}'
if [ -e broken ]; then echo "cannot open display" >&2; exit 1; fi
[ -e hangs ] && sleep 60
printf '%s\\0' "$@" >> calls; printf '\\0' >> calls
`,
  );
  chmodSync(path, 0o755);
}

function calls(): readonly (readonly string[])[] {
  if (!existsSync(join(directory, 'calls'))) return [];
  const text = readFileSync(join(directory, 'calls'), 'utf8');
  return text
    .split('\0\0')
    .slice(0, -1)
    .map((call) => call.split('\0'));
}

/** The body as people see it: notify-send reads backslash sequences, then the server reads markup. */
function shownBody(body: string): string {
  expect(body).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  return body.replaceAll('\\\\', '\\').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const PLATFORMS = [
  ['linux', 'notify-send', (call: readonly string[]) => shownBody(call.at(-1) ?? '')],
  ['darwin', 'osascript', (call: readonly string[]) => call.at(-1) ?? ''],
] as const;

describe.each(PLATFORMS)('the contract of outlets on %s', (platform, program, bodyOf) => {
  noticeOutletSuite({
    test,
    create() {
      putProgram(program);
      return {
        outlet: createDesktopOutlet({ name: 'desk', environment, platform }),
        arrived: () => calls().map(bodyOf),
        breakDown: () => writeFileSync(join(directory, 'broken'), ''),
        hang: () => writeFileSync(join(directory, 'hangs'), ''),
      };
    },
  });
});

test('on Linux everything is an argument, behind the end of the options', async () => {
  putProgram('notify-send');
  const outlet = createDesktopOutlet({ name: 'desk', environment, platform: 'linux' });
  await outlet.deliver(sampleDispatch('--help', { title: '-t' }), soon());
  const urgent = { priority: 'high' } as never;
  await outlet.deliver(sampleDispatch('a\\nb <i>c</i>', { notices: [urgent] }), soon());
  expect(calls()).toEqual([
    ['--app-name=ao', '--urgency=normal', '--', '-t', '--help'],
    ['--app-name=ao', '--urgency=critical', '--', 'shop-1', 'a\\\\nb &lt;i&gt;c&lt;/i&gt;'],
  ]);
});

test('on macOS no text becomes part of the script', async () => {
  putProgram('osascript');
  await createDesktopOutlet({ name: 'desk', environment, platform: 'darwin' }).deliver(
    sampleDispatch('" & (do shell script "id") & "'),
    soon(),
  );
  expect(calls()).toEqual([
    [
      '-e',
      'on run argv',
      '-e',
      'display notification (item 2 of argv) with title (item 1 of argv)',
      '-e',
      'end run',
      'shop-1',
      '" & (do shell script "id") & "',
    ],
  ]);
});

test('what it says about a failure is told', async () => {
  putProgram('notify-send');
  writeFileSync(join(directory, 'broken'), '');
  const outcome = await createDesktopOutlet({ name: 'desk', environment, platform: 'linux' }).deliver(sampleDispatch('x'), soon());
  expect(outcome).toEqual({ state: 'refused', isFinal: false, detail: 'notify-send failed: cannot open display', retryAfterMs: null });
});

test('one that hangs is ended', async () => {
  putProgram('notify-send');
  writeFileSync(join(directory, 'hangs'), '');
  const outlet = createDesktopOutlet({ name: 'desk', environment, platform: 'linux', timeoutMs: 200 });
  expect(await outlet.deliver(sampleDispatch('x'), soon())).toEqual({
    state: 'unknown',
    detail: 'notify-send was ended before it was done.',
  });
});

test('without the program it is said how to get it; where there is no way, that there is none', async () => {
  const empty = async () => ({ PATH: directory });
  const missing = await createDesktopOutlet({ name: 'desk', environment: empty, platform: 'darwin' }).deliver(sampleDispatch('x'), soon());
  expect(missing).toMatchObject({ state: 'refused', isFinal: true, detail: expect.stringMatching(/osascript is not installed/) as string });
  const none = await createDesktopOutlet({ name: 'desk', environment, platform: 'win32' }).deliver(sampleDispatch('x'), soon());
  expect(none).toMatchObject({ state: 'refused', isFinal: true });
});
