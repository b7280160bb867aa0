/** The last link of each repository's chain, by common git directory. One for the whole process, whoever asks. */
const lastLinks = new Map<string, Promise<void>>();

/**
 * Runs work on a repository when everything that was queued for it before is finished, so that two calls never write to the same
 * repository at once. A caller who gives up while waiting leaves the queue without having run.
 */
export async function runInRepositoryQueue<T>(commonDirectory: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const before = lastLinks.get(commonDirectory) ?? Promise.resolve();
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  // Behind both: a caller that gives up must not let the next one overtake the one before.
  const link = Promise.all([before, finished]).then(() => {
    if (lastLinks.get(commonDirectory) === link) lastLinks.delete(commonDirectory);
  });
  lastLinks.set(commonDirectory, link);
  try {
    await waitUnlessAborted(before, signal);
    return await work();
  } finally {
    finish();
  }
}

/** How many repositories have work under way or waiting. */
export function busyRepositories(): number {
  return lastLinks.size;
}

/** Waits for a promise; rejects with the signal's reason when that comes first. The promise itself goes on. */
export async function waitUnlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
