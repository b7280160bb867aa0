/** One word of a unit file: quoted, with what systemd would read as an escape or a specifier written so that it stands for itself. */
export function systemdWord(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}

/** systemd takes no program with these in its name, however they are written. */
const REFUSED_IN_PROGRAMS = /["'\\]/;

/** A command line. The arguments, unlike the program, are also searched for variables. */
export function systemdCommand([program, ...args]: readonly [string, ...string[]]): string {
  if (REFUSED_IN_PROGRAMS.test(program)) return systemdCommand(['/bin/sh', '-c', 'exec "$0" "$@"', program, ...args]);
  return [systemdWord(program), ...args.map((argument) => systemdWord(argument.replaceAll('$', '$$$$')))].join(' ');
}
