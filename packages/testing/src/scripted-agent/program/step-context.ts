import type { Conversation } from './conversation.ts';
import type { AskHooks, RunHooks } from './hook-runner.ts';
import type { ProgramStatus } from './status-file.ts';
import type { TerminalView } from './terminal-view.ts';
import type { DialogBox } from './dialog-box.ts';

/** What a step may use. */
export interface StepContext {
  readonly cwd: string;
  readonly pace: number;
  /** Where scripts for prompts in plain words lie. */
  readonly scriptsFolder: string | null;
  readonly permissionMode: string;
  readonly systemPrompt: string | null;
  /** Aborted when the turn is interrupted. */
  readonly signal: AbortSignal;
  readonly view: TerminalView;
  readonly dialogs: DialogBox;
  readonly conversation: Conversation;
  readonly runHooks: RunHooks;
  readonly askHooks: AskHooks;
  note(status: ProgramStatus): void;
  /** What the spinner says, for example `Writing`. */
  doing(verb: string): void;
  /** Makes submitting do nothing from now on. */
  goDeaf(): void;
  /** Ends the program properly. */
  exit(code: number): Promise<never>;
}

/** Thrown where a turn was interrupted, by Esc or by refusing a tool. */
export class Interrupted extends Error {}

/** Thrown where the model failed. */
export class ModelError extends Error {}

/** Waits; throws {@link Interrupted} when the turn is interrupted. */
export function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted());
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(new Interrupted());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
