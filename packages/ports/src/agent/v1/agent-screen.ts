import type { LaunchState } from '@ao/domain';

/** A dialog that stands open on an agent's screen. While it does, nothing may be typed: Enter could approve something. */
export interface ScreenDialog {
  readonly kind: 'permission' | 'question' | 'trust' | 'login' | 'update' | 'other';
  /** The question, on one line, at most 300 characters. */
  readonly text: string;
}

/**
 * What an agent's screen shows, by that agent's own rules.
 *
 * - `composer`: it waits for a message
 * - `busy`: it works; whether it takes messages meanwhile is the composer's matter
 * - `dialog`: see {@link ScreenReading.dialog}
 * - `starting`: not there yet
 * - `unknown`: no rule matched; treat it as unsafe to type
 */
export interface ScreenReading {
  readonly state: 'composer' | 'busy' | 'dialog' | 'starting' | 'unknown';
  readonly dialog: ScreenDialog | null;
  /** What stands in the composer; empty when nothing does; null when no composer can be seen. */
  readonly composerText: string | null;
  /** Set when the screen shows how far the launch is. */
  readonly launch: LaunchState | null;
}
