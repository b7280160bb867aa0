/**
 * Tells what is going on: one line per step with its time, a live line while a step runs on a terminal, and a sign of
 * life every few seconds where there is none (a log of continuous integration).
 */

/** How often a live line is redrawn: smooth to the eye, nothing to the processor. */
const REDRAW_MS = 100;
/** How often a step says that it is still running when nobody can see a live line. */
const SIGN_OF_LIFE_MS = 10_000;
const NAME_WIDTH = 18;
const DETAIL_WIDTH = 48;

/** @typedef {{ progress(text: string): void }} Step */
/** @typedef {ReturnType<typeof createSteps>} Steps */

/**
 * @param {{
 *   title: string,
 *   stream: { write(text: string): unknown, isTTY?: boolean, columns?: number },
 *   environment: NodeJS.ProcessEnv,
 *   now?: () => number,
 * }} options
 */
export function createSteps({ title, stream, environment, now = Date.now }) {
  const startedAt = now();
  const live = stream.isTTY === true && environment.CI === undefined && environment.TERM !== 'dumb';
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let titleShown = false;

  function showTitle() {
    if (!titleShown) stream.write(`ao ${title}\n`);
    titleShown = true;
  }

  function stopTimer() {
    clearInterval(timer);
    timer = undefined;
    if (live) stream.write('\r\u001b[K');
  }

  return {
    /**
     * Runs `work` as one step. It may report progress, and answers with a short account of what it did; an empty
     * account keeps the step out of sight, because nothing had to be done.
     *
     * @template T
     * @param {string} name
     * @param {(step: Step) => Promise<{ detail: string, value: T }>} work
     * @returns {Promise<T>}
     */
    async run(name, work) {
      const stepStartedAt = now();
      let progress = '';
      const age = () => `${((now() - stepStartedAt) / 1000).toFixed(1)} s`;
      const draw = () => {
        showTitle();
        const text = `  ${name.padEnd(NAME_WIDTH)}${age().padStart(8)}  ${progress}`;
        stream.write(live ? `\r\u001b[K${text.slice(0, (stream.columns ?? 80) - 1)}` : `${text}\n`);
      };
      timer = setInterval(draw, live ? REDRAW_MS : SIGN_OF_LIFE_MS);
      try {
        const { detail, value } = await work({ progress: (text) => void (progress = text) });
        stopTimer();
        if (detail !== '') {
          showTitle();
          stream.write(`  ${name.padEnd(NAME_WIDTH)}${detail.padEnd(DETAIL_WIDTH)} ${age().padStart(8)}\n`);
        }
        return value;
      } catch (error) {
        stopTimer();
        showTitle();
        stream.write(`  ${name.padEnd(NAME_WIDTH)}${'failed'.padEnd(DETAIL_WIDTH)} ${age().padStart(8)}\n`);
        throw error;
      }
    },

    /** Prints lines between steps, such as the log of what failed. @param {string} text */
    print(text) {
      showTitle();
      stream.write(text.endsWith('\n') ? text : `${text}\n`);
    },

    /** Ends with a sentence and the time of the whole run; an empty sentence only ends. @param {string} sentence */
    done(sentence) {
      stopTimer();
      if (sentence !== '') stream.write(`${sentence} (${(this.elapsedMs() / 1000).toFixed(1)} s)\n`);
    },

    elapsedMs: () => now() - startedAt,
    close: stopTimer,
  };
}
