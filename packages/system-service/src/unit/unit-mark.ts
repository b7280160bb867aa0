import { createHash } from 'node:crypto';
import type { ServiceTarget } from './service-definition.ts';

/**
 * The line by which a file is known to be ours and unchanged: a checksum of everything else in it, and what it points at. It holds no
 * two dashes in a row, so that it can stand in a comment of XML.
 */
const MARK_PATTERN = /ao-service v1 ([0-9a-f]{32}) (\{.*\})/;
const PLACE = 'ao-service v1';

/** A text with the mark in place of its first `ao-service v1`. */
export function withMark(text: string, { nodePath, commandLine, home }: ServiceTarget): string {
  const target = JSON.stringify({ nodePath, commandLine, home }).replaceAll('-', '\\u002d');
  return text.replace(PLACE, () => `${PLACE} ${checksum(text, target)} ${target}`);
}

/**
 * Whose a file is.
 *
 * - `own`: written by ao, and as it was written
 * - `edited`: written by ao, and changed since
 * - `foreign`: somebody else's
 */
export type UnitOrigin = 'own' | 'edited' | 'foreign';

/** What the mark of a file says. */
export interface MarkedUnit {
  readonly origin: UnitOrigin;
  /** What it pointed at when it was written; null for a foreign one. */
  readonly target: ServiceTarget | null;
}

/** Reads the mark of a file. */
export function readMark(text: string): MarkedUnit {
  const match = MARK_PATTERN.exec(text);
  const [mark, sum, targetText] = match ?? [];
  if (mark === undefined || targetText === undefined) return { origin: 'foreign', target: null };
  const target = targetOf(targetText);
  if (target === null) return { origin: 'edited', target: null };
  return {
    origin:
      checksum(
        text.replace(mark, () => PLACE),
        targetText,
      ) === sum
        ? 'own'
        : 'edited',
    target,
  };
}

function targetOf(text: string): ServiceTarget | null {
  try {
    const value: unknown = JSON.parse(text);
    const { nodePath, commandLine, home } = Object(value) as Partial<Record<keyof ServiceTarget, unknown>>;
    const isTarget = typeof nodePath === 'string' && typeof commandLine === 'string' && typeof home === 'string';
    return isTarget ? { nodePath, commandLine, home } : null;
  } catch {
    return null;
  }
}

function checksum(text: string, target: string): string {
  return createHash('sha256').update(`${target}\n${text}`).digest('hex').slice(0, 32);
}
