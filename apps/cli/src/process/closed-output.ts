/**
 * Ends the command quietly when nobody reads its output any more, as in `ao ls | head -1`: that is no failure, and there is
 * nobody left to tell it to.
 */
export function endWhenOutputCloses(streams: readonly NodeJS.WritableStream[], end: (code: number) => void): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'EIO') end(0);
      else throw error;
    });
  }
}
