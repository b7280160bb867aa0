import type { Key } from './key-decoder.ts';
import type { Dialog } from './picture.ts';

/** What is asked. */
export interface DialogRequest {
  readonly title: string;
  readonly detail: string | null;
  readonly question: string;
  readonly choices: readonly string[];
  /** Index Enter takes at first. Default 0. */
  readonly preselected?: number;
}

/** At most one dialog; while it is open it gets every key. */
export interface DialogBox {
  /** The open one. */
  readonly open: Dialog | null;
  /** Opens a dialog; answers the index of the choice, or null for Esc. Rejects when the signal is aborted. */
  ask(request: DialogRequest, signal: AbortSignal): Promise<number | null>;
  /** Digits choose, arrows move, Enter confirms, Esc cancels; everything else, pastes too, is dropped. */
  press(key: Key): void;
}

/** Makes a dialog box that tells when it has to be drawn anew. */
export function createDialogBox(changed: () => void): DialogBox {
  let open: Dialog | null = null;
  let settle: (choice: number | null) => void = () => undefined;

  function choose(choice: number | null): void {
    open = null;
    settle(choice);
    changed();
  }

  function move(dialog: Dialog, by: number): void {
    const count = dialog.choices.length;
    open = { ...dialog, selected: (dialog.selected + by + count) % count };
    changed();
  }

  return {
    get open() {
      return open;
    },
    ask(request, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const onAbort = (): void => {
          open = null;
          reject(signal.reason);
          changed();
        };
        settle = (choice) => {
          signal.removeEventListener('abort', onAbort);
          resolve(choice);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        const { preselected: selected = 0, ...rest } = request;
        open = { ...rest, selected };
        changed();
      });
    },
    press(key) {
      if (open === null) return;
      const digit = key.type === 'text' && /^[1-9]$/.test(key.text) ? Number(key.text) - 1 : -1;
      if (open.choices[digit] !== undefined) choose(digit);
      else if (key.type === 'enter') choose(open.selected);
      else if (key.type === 'escape' || key.type === 'interrupt') choose(null);
      else if (key.type === 'up') move(open, -1);
      else if (key.type === 'down') move(open, 1);
    },
  };
}
