/**
 * What sort of failure an error is, independent of any protocol. Only the HTTP layer turns a kind into a status code and only
 * the command line turns it into an exit code.
 *
 * - `bad_request`: the input is malformed; the same call can never work
 * - `unauthorized`: no credentials, or wrong ones
 * - `forbidden`: known caller, not allowed
 * - `not_found`: the thing named does not exist
 * - `conflict`: the state of things forbids it now
 * - `unprocessable`: well-formed, but makes no sense for this thing
 * - `too_many`: a limit is reached; later may work
 * - `unavailable`: something this depends on is missing or down
 * - `timeout`: it took longer than allowed
 * - `internal`: a bug, or a machine that fails under us
 */
export type ErrorKind =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'unprocessable'
  | 'too_many'
  | 'unavailable'
  | 'timeout'
  | 'internal';
