/** How often a quiet connection is asked whether it is still there. */
const EVERY_MS = 4_000;
/** So many questions without any word: whoever was there is gone, however alive the connection looks. */
const UNANSWERED_LIMIT = 2;

/** Notices that nobody is at the other end of a connection any more. */
export interface LinkPulse {
  /** Something came. */
  heard(): void;
  /** The connection is over. */
  end(): void;
}

/** Begins to ask. Counts questions, not time: a process that was asleep itself has missed nothing. */
export function startPulse(options: {
  readonly ask: () => void;
  /** Called once. */
  readonly onSilence: () => void;
  readonly everyMs?: number | undefined;
}): LinkPulse {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered < UNANSWERED_LIMIT) {
      unanswered += 1;
      options.ask();
      return;
    }
    clearInterval(timer);
    options.onSilence();
  }, options.everyMs ?? EVERY_MS);
  return {
    heard() {
      unanswered = 0;
    },
    end: () => clearInterval(timer),
  };
}
