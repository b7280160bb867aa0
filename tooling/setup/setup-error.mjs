/** Something the person who ran the command can mend; the message says how. Shown without a stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError';
}
