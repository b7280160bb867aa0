/** Names of the files in the folder of a launch. */
export const LAUNCH_FILE = {
  /** What was to be run, and at which size; written before anything is started. */
  spec: 'spec.json',
  /** What zellij is to open. */
  layout: 'layout.kdl',
  /** The script that runs in the pane, and stays around the program. */
  keeperScript: 'keeper.sh',
  /** The script that becomes the program. */
  programScript: 'program.sh',
  /** The keeper's words: its pid, and that of its parent, which is the server; its terminal. */
  keeper: 'keeper',
  /** The program's pid. */
  pid: 'pid',
  /** The program may start: whoever creates the terminal has written down who it is. */
  go: 'go',
  /** The program could not be started. */
  refused: 'refused',
  /** Who runs: processes with start times. */
  processes: 'processes.json',
  /** The size the terminal should have now. */
  size: 'size.json',
  /** What the keeper's shell had to say when the program ended; not empty when that was by a signal. */
  said: 'said',
  /** The program has ended: exit status and how the shell took it. */
  exit: 'exit',
  /** The last picture: what was to be seen, with scrollback and colours, and the panes. */
  lastScreen: 'last-screen.txt',
  lastHistory: 'last-history.ansi',
  lastPanes: 'last-panes.json',
  /** The keeper has done all it had to do. */
  kept: 'kept',
} as const;
