import { darwinProcessTable } from './darwin-process-table.ts';
import { linuxProcessTable } from './linux-process-table.ts';
import type { ProcessTable } from './process-table.ts';

/** The process table of the machine this runs on. */
export function systemProcessTable(): ProcessTable {
  return process.platform === 'darwin' ? darwinProcessTable : linuxProcessTable;
}
