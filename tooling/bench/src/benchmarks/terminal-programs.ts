/** What a program prints when its terminal is set up and it listens. */
export const READY_MARK = 'R';

const RAW = `stty raw -echo; printf ${READY_MARK}`;

/** Prints back every byte it is given. */
export const ECHO_COMMAND: readonly string[] = ['/bin/sh', '-c', `${RAW}; exec cat`];

/** Prints the file that each line of its input names. */
export const PRINT_COMMAND: readonly string[] = ['/bin/sh', '-c', `${RAW}; while read -r path; do cat "$path"; done`];

/** Prints a file over and over, as fast as the terminal takes it. */
export function floodCommand(path: string): readonly string[] {
  return ['/bin/sh', '-c', `${RAW}; while cat "$0"; do :; done`, path];
}
