/**
 * The kinds of frames between a terminal's host and its clients. Numbers are part of the protocol: a kind is never given another
 * meaning, and whoever meets one it does not know skips it, so that hosts and daemons of different age understand each other.
 */
export const FRAME = {
  /** Client: who is there. JSON {@link ClientHello}. Must be the first frame. */
  clientHello: 1,
  /** Client: bytes for the program. u32 request, bytes. Answered by `done` once they were taken by the terminal, or `failed`. */
  write: 2,
  /** Client: new size. u32 request, u16 columns, u16 rows. Answered by `done`. */
  resize: 3,
  /** Client: send live output. Answered by `subscribed`. */
  subscribe: 4,
  /** Client: no more live output. */
  unsubscribe: 5,
  /** Client: what is the state? u32 request. Answered by `status`. */
  askStatus: 6,

  /** Host: who is there. JSON {@link HostHello}. The answer to `clientHello`. */
  hostHello: 65,
  /** Host: a request was carried out. u32 request. */
  done: 66,
  /** Host: a request was not carried out. u32 request, JSON {@link RequestFailure}. */
  failed: 67,
  /** Host: live output starts here. u48 offset; everything before it is, or in a moment will be, in the log files. */
  subscribed: 68,
  /** Host: output. u48 offset of the first byte, bytes. */
  data: 69,
  /** Host: the terminal has another size from this offset on. u48 offset, u16 columns, u16 rows. */
  resized: 70,
  /** Host: this client was too slow and gets no more live output until it subscribes again. u48 offset of the first byte withheld. */
  cut: 71,
  /** Host: the program has asked its terminal something. u48 offset and u32 length of the question in the output. */
  query: 72,
  /** Host: the log has changed. JSON {@link LogState}. */
  log: 73,
  /** Host: the answer to `askStatus`. u32 request, JSON {@link HostStatus}. */
  status: 74,
  /** Host: the program has ended, all its output is in the log, and so is the exit record. JSON {@link ExitNotice}. The last frame. */
  exit: 75,
} as const;
