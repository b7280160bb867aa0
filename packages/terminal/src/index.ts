export {
  CREDIT_GRANT_BYTES,
  INITIAL_CREDIT_BYTES,
  INPUT_FRAME_MAX_BYTES,
  STREAMS_PER_CONNECTION,
} from './flow/flow-constants.ts';
export type { TerminalAccess, TerminalChannel, TerminalConnection, TerminalLocation } from './hub/terminal-channel.ts';
export { createTerminalHub, type TerminalHub, type TerminalHubOptions } from './hub/terminal-hub.ts';
export {
  BINARY_HEADER_BYTES,
  type BinaryFrame,
  type BinaryFrameKind,
  decodeBinaryFrame,
  encodeBinaryFrame,
} from './protocol/binary-frame.ts';
export { type ClientFrame, parseClientFrame, STREAM_NUMBER_MAX, type TerminalMode } from './protocol/client-frame.ts';
export type { ServerFrame } from './protocol/server-frame.ts';
