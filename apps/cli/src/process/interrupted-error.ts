/** Thrown when a person pressed Ctrl-C instead of answering: the command ends, with nothing more to say. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}
