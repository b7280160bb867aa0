import { AoError } from '@ao/domain';

/** tmux could not be asked, which says nothing about a terminal. */
export function unavailable(reason: string, cause?: unknown): AoError {
  return new AoError('RUNTIME_UNAVAILABLE', { message: `tmux cannot be asked: ${reason}. Run \`ao doctor\`.`, cause });
}
