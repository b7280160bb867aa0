import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import { expect, onTestFinished, test } from 'vitest';
import { createLaunchFolders } from './launch-folders.ts';

const folders = createLaunchFolders('box');

test('a handle leads to a folder and back', () => {
  const handle = folders.handleOf('shop-1' as SessionId, 'launch-7' as LaunchId);
  expect(handle).toBe('box:shop-1/launch-7');
  expect(folders.locate('/home/terminals', handle)).toMatchObject({
    sessionId: 'shop-1',
    launchId: 'launch-7',
    sessionDirectory: '/home/terminals/shop-1',
    directory: '/home/terminals/shop-1/launch-7',
    terminalId: expect.stringMatching(/^[0-9a-f]{24}$/),
  });
});

test.each([
  'tube:shop-1/launch-1',
  'box:',
  'box:shop-1',
  'box:shop-1/',
  'box:../launch-1',
  'box:shop-1/..',
  'box:shop-1/a/b',
  'box:.hidden/x',
])('%j leads nowhere', (text) => {
  expect(folders.locate('/home/terminals', text as RuntimeHandle)).toBeNull();
});

test('what is there is listed, and what is no folder of a launch is left alone', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'ao-folders-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await mkdir(join(directory, 'shop-1', 'launch-1'), { recursive: true });
  await mkdir(join(directory, 'shop-1', '.trash'));
  await mkdir(join(directory, 'empty-2'));
  await writeFile(join(directory, 'server.json'), '{}');
  expect(await folders.list(directory)).toEqual(['box:shop-1/launch-1']);
  expect(await folders.list(join(directory, 'missing'))).toEqual([]);
});
