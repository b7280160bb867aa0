import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateRepository } from '../repositories/generated-repository.ts';
import { writeTerminalRecording } from '../repositories/terminal-recording.ts';
import { processesOf } from './folder-processes.ts';
import { readMemory, readProcessorMs } from './process-figures.ts';
import { createWorkshop } from './workshop.ts';

test('what was made is ended newest first, and the folder is removed', async () => {
  const workshop = createWorkshop();
  const ended: string[] = [];
  workshop.atEnd(() => void ended.push('first'));
  workshop.atEnd(async () => void ended.push('second'));
  await Promise.all([workshop.close(), workshop.close()]);
  expect(ended).toEqual(['second', 'first']);
  expect(existsSync(workshop.folder)).toBe(false);
});

test('a process that was left behind is found, ended and told', async () => {
  const workshop = createWorkshop(100);
  const child = spawn('sleep', ['60'], { cwd: workshop.folder, stdio: 'ignore' });
  await once(child, 'spawn');
  expect(processesOf(workshop.folder).map(({ pid }) => pid)).toEqual([child.pid]);
  const gone = once(child, 'exit');
  await expect(workshop.close()).rejects.toThrow(`left running: ${child.pid} sleep 60`);
  await gone;
  expect(existsSync(workshop.folder)).toBe(false);
});

test('what could not be ended keeps nothing else from being ended', async () => {
  const workshop = createWorkshop();
  let ended = false;
  workshop.atEnd(() => void (ended = true));
  workshop.atEnd(() => Promise.reject(new Error('it does not answer')));
  await expect(workshop.close()).rejects.toThrow('it does not answer');
  expect(ended).toBe(true);
  expect(existsSync(workshop.folder)).toBe(false);
});

test('a program of the suite talks in lines and ends when it is asked to', { timeout: 20_000 }, async () => {
  const workshop = createWorkshop();
  const watcher = workshop.program<{ readonly type: string }>('spool-watcher-main', [workshop.folder]);
  await watcher.next((line) => line.type === 'ready');
  await expect(watcher.next(() => true, 10)).rejects.toThrow('within 10 ms');
  await watcher.finish();
  await workshop.close();
});

test('memory and processor time of a process are read', () => {
  const { residentMb, privateMb } = readMemory(process.pid);
  expect(residentMb).toBeGreaterThan(privateMb);
  expect(privateMb).toBeGreaterThan(1);
  expect(readProcessorMs(process.pid)).toBeGreaterThan(0);
  expect(readProcessorMs(2 ** 30)).toBeNull();
});

test('a generated repository has its files in one commit', async () => {
  const workshop = createWorkshop();
  const { path } = generateRepository(workshop, 'r', { files: 60, fileBytes: 100 });
  expect(existsSync(join(path, 'part-1/file-59.txt'))).toBe(true);
  expect(existsSync(join(path, '.git/refs/heads/main'))).toBe(true);
  await workshop.close();
});

test('a recording has at least the size asked for', async () => {
  const workshop = createWorkshop();
  const recording = writeTerminalRecording(workshop, 100_000);
  expect(recording.bytes).toBeGreaterThanOrEqual(100_000);
  expect(recording.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(readFileSync(recording.path, 'utf8').trimEnd().split('\n').at(-1)).toContain(recording.lastLine);
  await workshop.close();
});
