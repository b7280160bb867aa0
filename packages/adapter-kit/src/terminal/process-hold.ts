/** The longest delay a timer takes. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Keeps this process up until the work is done. Timers of the clock do not, and a script that waits for a terminal to be destroyed
 * would otherwise end in the middle of it.
 */
export async function holdProcessFor<Result>(work: Promise<Result>): Promise<Result> {
  const hold = setInterval(() => {}, LONGEST_DELAY_MS);
  try {
    return await work;
  } finally {
    clearInterval(hold);
  }
}
