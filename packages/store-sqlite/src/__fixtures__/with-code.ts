import type { ErrorCode } from '@ao/domain';
import { expect } from 'vitest';

/** Matches an error by its code, and by a part of its message: `expect(work).toThrow(withCode('DISK_FULL'))`. */
export function withCode(code: ErrorCode, message = ''): unknown {
  return expect.objectContaining({ code, message: expect.stringContaining(message) as string });
}
