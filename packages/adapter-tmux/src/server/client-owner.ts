import { createHash } from 'node:crypto';
import { readProcessIdentity } from '@ao/adapter-kit';

/**
 * Says whose client it is. A client in control mode has no terminal, so what it gives for the kind of its terminal means nothing to tmux,
 * which tells it to everybody who asks.
 */
const OWNER_PATTERN = /^ao-(\d+)-([0-9a-f]{12})$/;

/** The format that tells everything {@link findAbandonedClients} needs, for `list-clients`. */
export const CLIENT_FORMAT = '#{client_control_mode} #{client_pid} #{client_termname}';

/** The name of a process as owner of clients; null when the process table does not show it. */
export async function ownerName(pid: number): Promise<string | null> {
  const identity = await readProcessIdentity(pid);
  if (identity === null) return null;
  const { startTime, bootId } = identity;
  return `ao-${pid}-${createHash('sha256').update(`${bootId} ${startTime}`).digest('hex').slice(0, 12)}`;
}

/**
 * Of the clients of a server, those in control mode that a process of ao has started which is gone. tmux 3.3a never lets go of a client whose
 * owner was killed in the middle of reading.
 *
 * @param lines - what `list-clients` has told in {@link CLIENT_FORMAT}
 * @returns their pids
 */
export async function findAbandonedClients(lines: readonly string[]): Promise<readonly number[]> {
  const abandoned = await Promise.all(
    lines.map(async (line) => {
      const [isControl, pid, owner = ''] = line.split(' ');
      const ownerPid = OWNER_PATTERN.exec(owner)?.[1];
      if (isControl !== '1' || ownerPid === undefined || !(Number(pid) > 1)) return [];
      return (await ownerName(Number(ownerPid))) === owner ? [] : [Number(pid)];
    }),
  );
  return abandoned.flat();
}
