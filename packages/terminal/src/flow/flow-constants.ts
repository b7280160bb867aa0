/**
 * Flow control, in bytes. A client starts each stream with {@link INITIAL_CREDIT_BYTES}; every data byte uses up one, and the
 * client gives back what it has drawn. The numbers keep three promises:
 *
 * - GRANT ≤ INITIAL / 2: a client that keeps up gives credit back before the stream has to stop
 * - COALESCED ≤ GRANT: one frame never uses up more than one grant, so a stream never stops for a single frame
 * - a connection buffers at most CHANNEL_HIGH (plus one frame per stream), however many streams it carries
 */

/** What a client may be sent before it has drawn anything. About twenty milliseconds of a terminal at full speed. */
export const INITIAL_CREDIT_BYTES = 1024 * 1024;

/** How much a client draws before it gives credit back; smaller amounts cost more frames than they are worth. */
export const CREDIT_GRANT_BYTES = 256 * 1024;

/** Output that comes in many small pieces is put together up to this size. */
export const COALESCED_FRAME_BYTES = 64 * 1024;

/** How long small pieces wait for more. Less than a frame of a 120 Hz display. */
export const COALESCE_FOR_MS = 4;

/** Output right after a key press is its echo: it goes out at once, within this time of the key … */
export const ECHO_WITHIN_MS = 100;

/** … and up to this size. */
export const ECHO_MAX_BYTES = 4 * 1024;

/** Above this much unsent data, all streams of the connection stop … */
export const CHANNEL_HIGH_BYTES = 1024 * 1024;

/** … until it has come down to this. */
export const CHANNEL_LOW_BYTES = 256 * 1024;

/**
 * With this much unsent, a client reads nothing at all, and its connection is closed. Streams are held back long before; what is left are pictures
 * of terminals and answers to its own frames.
 */
export const CHANNEL_MAX_BYTES = 64 * 1024 * 1024;

/** How often a full connection is looked at. */
export const CHANNEL_POLL_MS = 5;

/** More typed bytes than this in one frame are a mistake; larger pastes come in several frames. */
export const INPUT_FRAME_MAX_BYTES = 1024 * 1024;

/** Streams on one connection. */
export const STREAMS_PER_CONNECTION = 128;
