import { closeSync, writeSync } from 'node:fs';
import { AoError, toAoError } from '@ao/domain';

/** Tells whoever started the daemon how the start went: one JSON line on a descriptor it left open for that. */
export interface ReadyReport {
  ready(address: { readonly pid: number; readonly url: string }): void;
  failed(error: unknown): void;
}

/**
 * @param descriptorText - the value of `AO_READY_FD`. Without one nobody waits, and a failure is told on standard error.
 */
export function createReadyReport(descriptorText: string | undefined): ReadyReport {
  const descriptor = descriptorText === undefined ? null : Number(descriptorText);
  let told = false;
  function tell(line: object): void {
    if (told || descriptor === null) return;
    told = true;
    try {
      writeSync(descriptor, `${JSON.stringify(line)}\n`);
      closeSync(descriptor);
    } catch {
      // Whoever started this has gone; the log says the same.
    }
  }
  return {
    ready: (address) => tell({ ready: address }),
    failed(error) {
      const { code, message } = AoError.isInstance(error) ? error : toAoError(error, 'starting the daemon');
      tell({ error: { code, message } });
      if (descriptor === null) process.stderr.write(`${message}\n`);
    },
  };
}
