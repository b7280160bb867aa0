import { fileURLToPath } from 'node:url';

/** The path of the tortured agent as a program, to be run with Node: the source when this runs from sources, the built file when built. */
export function tortureProgram(): string {
  return fileURLToPath(new URL(`./torture-main.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url));
}

/** The variables the program goes by; its hooks go to the folder `AO_SPOOL` names. */
export const TORTURE_VARIABLES = {
  /** Its chance; default 1. */
  seed: 'AO_TORTURE_SEED',
  /** A temper as JSON; what is missing is as in the bad one. */
  temper: 'AO_TORTURE_TEMPER',
  /** A file the record of what really happened is written to, as JSON, whenever something has. */
  record: 'AO_TORTURE_RECORD',
} as const;
