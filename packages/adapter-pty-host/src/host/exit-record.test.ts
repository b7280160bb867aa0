import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readExitRecord } from '../files/launch-records.ts';
import { reserveExitRecord } from './exit-record.ts';

test('the record appears complete, in room that was reserved before', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ao-exit-'));
  try {
    const write = reserveExitRecord(directory);
    expect(readdirSync(directory)).toEqual(['exit.reserve']);
    expect(await readExitRecord(directory)).toBeNull();
    write({ code: null, signal: 'SIGKILL', at: 5, offset: 77 });
    expect(readdirSync(directory)).toEqual(['exit.json']);
    expect(await readExitRecord(directory)).toEqual({
      exit: { code: null, signal: 'SIGKILL', at: 5, evidence: 'exit_record' },
      offset: 77,
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
});
