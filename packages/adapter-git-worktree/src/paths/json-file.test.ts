import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { hashedFile } from './hashed-file.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const schema = z.object({ number: z.number() });

describe('a small file of our own', () => {
  test('is read as it was written, private, with nothing beside it', async () => {
    const folder = join(await makeFolder(), 'new');
    const file = join(folder, 'a.json');
    await writeJsonFile(file, { number: 1 });
    await writeJsonFile(file, { number: 2 });
    expect(await readJsonFile(file, schema)).toEqual({ number: 2 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  test('written by many at once is one of them, whole', async () => {
    const file = join(await makeFolder(), 'a.json');
    await Promise.all(Array.from({ length: 20 }, (_, number) => writeJsonFile(file, { number })));
    expect(await readJsonFile(file, schema)).toEqual({ number: expect.any(Number) as number });
  });

  test.each(['', '{', '[]', '{"number":"1"}', '\0'])('that holds %j counts as missing', async (text) => {
    const file = join(await makeFolder(), 'a.json');
    await writeFile(file, text);
    expect(await readJsonFile(file, schema)).toBeNull();
    expect(await readJsonFile(`${file}.missing`, schema)).toBeNull();
  });

  test('that cannot be written is an error, and leaves nothing', async () => {
    const folder = await makeFolder();
    await writeFiles(folder, { blocked: 'x' });
    await expect(writeJsonFile(join(folder, 'blocked/a.json'), {})).rejects.toThrow('blocked');
    expect(await readdir(folder)).toEqual(['blocked']);
  });
});

test('a name never leads out of its folder', () => {
  for (const name of ['../../x', '/etc/passwd', 'a\0b', '']) expect(hashedFile('/root', name)).toMatch(/^\/root\/[0-9a-f]{24}\.json$/u);
  expect(hashedFile('/root', 'a')).not.toBe(hashedFile('/root', 'b'));
});
