import type { QueueHold } from '@ao/domain';
import type { MemoryReading } from '@ao/ports';
import type { QueueStanding } from './queue-policy.ts';

/** The figures a place is explained with. */
export interface PlaceFigures {
  /** Sessions that run on the machine. */
  readonly running: number;
  readonly maxRunning: number | null;
  /** Sessions of its project that run. */
  readonly projectRunning: number;
  readonly projectMaxRunning: number | null;
  readonly memory: MemoryReading | null;
  readonly keptFreeBytes: number | null;
  /** Sessions that were started a moment ago. */
  readonly settling: number;
}

/** Why a session waits, and what would start it sooner, in words. */
export function placeWords(
  { heldBy, projectId }: Pick<QueueStanding, 'heldBy' | 'projectId'>,
  figures: PlaceFigures,
): { readonly text: string; readonly nextStep: string } {
  const { running, maxRunning, projectRunning, projectMaxRunning } = figures;
  const words: Record<QueueHold, () => { readonly text: string; readonly nextStep: string }> = {
    machine_limit: () => ({
      text: `${running} of ${maxRunning} sessions run (AO_MAX_RUNNING).`,
      nextStep: 'End a session with `ao kill`, or start the daemon anew with a higher AO_MAX_RUNNING.',
    }),
    project_limit: () => ({
      text:
        projectRunning >= (projectMaxRunning ?? 0)
          ? `${projectRunning} of ${projectMaxRunning} sessions of ${projectId} run (maxRunning).`
          : `${projectRunning} of ${projectMaxRunning} sessions of ${projectId} run (maxRunning), and others of them are before it.`,
      nextStep: `End one of them with \`ao kill\`, or raise the limit with \`ao project config set ${projectId} maxRunning ${(projectMaxRunning ?? 0) + 1}\`.`,
    }),
    memory: () => ({
      text: memoryText(figures),
      nextStep: 'End a session with `ao kill` or close other programs; `ao ls` shows what each session uses.',
    }),
    turn: () => ({ text: 'It is about to be started.', nextStep: 'Nothing has to be done.' }),
  };
  return words[heldBy]();
}

function memoryText({ memory, keptFreeBytes, settling }: PlaceFigures): string {
  const available = `${mebibytes(memory?.availableBytes)} of memory are available`;
  const kept = `${mebibytes(keptFreeBytes)} are kept free (AO_MIN_FREE_MEMORY)`;
  if (settling === 0) return `${available}, ${kept}.`;
  return `${available}, ${kept}, and ${settling} ${settling === 1 ? 'session was' : 'sessions were'} started a moment ago.`;
}

function mebibytes(bytes: number | null | undefined): string {
  return `${Math.round((bytes ?? 0) / 1024 ** 2)} MiB`;
}
