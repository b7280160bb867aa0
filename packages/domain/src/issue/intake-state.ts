/**
 * What became of an issue that was taken in.
 *
 * - `claimed`: its session is being started, or was when the daemon ended
 * - `started`: a session was started for it, or queued
 * - `present`: somebody had started a session for it before
 * - `failed`: no session could be started; it is tried again at `nextTryAt`
 * - `given_up`: that was tried often enough
 */
export const INTAKE_STATES = ['claimed', 'started', 'present', 'failed', 'given_up'] as const;
/** One of {@link INTAKE_STATES}. */
export type IntakeState = (typeof INTAKE_STATES)[number];
