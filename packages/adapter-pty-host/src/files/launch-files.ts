/** Names of the files in the folder of one terminal. Shared by host and daemon; a change here must still read what older hosts wrote. */
export const LAUNCH_FILE = {
  /** What was to be run, without the environment. Written first. */
  spec: 'spec.json',
  /** Who runs it: host, program, terminal, socket. */
  host: 'host.json',
  /** What the host itself had to complain about. */
  hostLog: 'host.log',
  /** One line per size: offset, columns, rows. */
  resizes: 'resizes',
  /** How the program ended. Appears complete or not at all. */
  exit: 'exit.json',
  /** Room reserved on the disk for the exit record. */
  exitReserve: 'exit.reserve',
  /** The screen as of some offset, written by the daemon. */
  checkpoint: 'screen.checkpoint',
} as const;

const SEGMENT_PATTERN = /^output\.(\d{15})\.log$/;

/** Name of the segment of the output log that begins at the offset. */
export function segmentName(offset: number): string {
  return `output.${String(offset).padStart(15, '0')}.log`;
}

/** The offset a file of the folder begins with, or null when it is no segment of the log. */
export function segmentOffset(name: string): number | null {
  const match = SEGMENT_PATTERN.exec(name);
  return match === null ? null : Number(match[1]);
}
