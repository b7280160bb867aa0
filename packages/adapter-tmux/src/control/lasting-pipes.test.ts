import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LastingPipes, openLastingPipes } from './lasting-pipes.ts';

let directory = '';
let path = '';
const programs: ChildProcess[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ao-tmux-'));
  path = join(directory, 'pipe');
});
afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

async function open(): Promise<LastingPipes> {
  const pipes = await openLastingPipes(path);
  if (pipes === null) throw new Error('they were not made');
  return pipes;
}

function run(script: string, pipes: LastingPipes): ChildProcess {
  const program = spawn('/bin/sh', ['-c', script], { stdio: [pipes.input, pipes.output, 'ignore'] });
  programs.push(program);
  pipes.release();
  return program;
}

test('a program gets what is written, and is heard until it has ended', async () => {
  const pipes = await open();
  expect(await readdir(directory)).toEqual([]);
  run('read line; echo "heard $line"', pipes);
  pipes.writer.write('hello\n');
  const said: Buffer[] = [];
  pipes.reader.on('data', (chunk: Buffer) => said.push(chunk));
  await once(pipes.reader, 'close');
  expect(Buffer.concat(said).toString()).toBe('heard hello\n');
  pipes.writer.destroy();
});

test('a program sees no end of its input, nor is its output broken, when the others have gone', async () => {
  const pipes = await open();
  const mark = join(directory, 'printed');
  const program = run(`echo said && touch ${mark}; exec cat`, pipes);
  pipes.writer.destroy();
  pipes.reader.destroy();
  await expect.poll(() => existsSync(mark)).toBe(true);
  expect(program.exitCode).toBeNull();
});

test('several that are made at once at the same path are not mixed up', async () => {
  const several = await Promise.all(Array.from({ length: 8 }, open));
  const heard = several.map(async (pipes, index) => {
    run('read line; echo "$line"', pipes);
    pipes.writer.write(`${index}\n`);
    const [chunk] = (await once(pipes.reader, 'data')) as [Buffer];
    pipes.writer.destroy();
    return chunk.toString();
  });
  expect(await Promise.all(heard)).toEqual(several.map((_, index) => `${index}\n`));
});

test('what a killed process has left at the path is no hindrance', async () => {
  await writeFile(`${path}-output`, 'left');
  const pipes = await open();
  pipes.release();
  pipes.writer.destroy();
  pipes.reader.destroy();
});

test('where none can be made there are none', async () => {
  expect(await openLastingPipes(join(directory, 'missing', 'pipe'))).toBeNull();
});
