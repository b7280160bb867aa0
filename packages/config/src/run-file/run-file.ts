import type { InstanceId, ProcessIdentity, Timestamp } from '@ao/domain';
import * as z from 'zod/mini';

/** How to reach the daemon of a home, and who it is. Written when it is ready, removed when it ends. */
export interface RunFile {
  readonly process: ProcessIdentity;
  /** Where it listens, for example `http://127.0.0.1:3001`. Always the loopback address. */
  readonly url: string;
  readonly port: number;
  /** What requests are authorised with. New with every start. */
  readonly token: string;
  readonly instanceId: InstanceId;
  /** Version of ao. */
  readonly version: string;
  readonly startedAt: Timestamp;
}

// The token goes to whatever this names, so nothing but this machine is accepted.
const LOOPBACK_URL = /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost):\d{1,5}$/;

const text = () => z.string().check(z.minLength(1));

const runFileSchema = z.object({
  process: z.object({ pid: z.int().check(z.gt(0)), startTime: text(), bootId: text() }),
  url: z.string().check(z.regex(LOOPBACK_URL)),
  port: z.int().check(z.gte(1), z.lte(65_535)),
  token: z.string().check(z.minLength(16)),
  instanceId: text(),
  version: text(),
  startedAt: z.int(),
});

/** Narrows JSON to a run file; null for anything else. Fields of a newer version are ignored. */
export function asRunFile(value: unknown): RunFile | null {
  const result = runFileSchema.safeParse(value);
  return result.success ? { ...result.data, instanceId: result.data.instanceId as InstanceId } : null;
}
