/** A service of the operating system that runs one daemon, whatever system that is. All paths are absolute. */
export interface ServiceDefinition {
  /** `ao` for the usual home; others have the id of theirs behind it, so that several homes can be served on one machine. */
  readonly name: string;
  /** The Node.js that runs it. */
  readonly nodePath: string;
  /** The script of the command line, which is run with `start --foreground`. */
  readonly commandLine: string;
  /** The data directory. It is also in the environment; here it tells whose service this is. */
  readonly home: string;
  /** Variables the daemon gets, among them `AO_HOME` and `PATH`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where launchd writes what the daemon prints; systemd has its journal. */
  readonly logPath: string;
}

/** What a service points at: two definitions with the same target run the same daemon. */
export type ServiceTarget = Pick<ServiceDefinition, 'nodePath' | 'commandLine' | 'home'>;

/** The command a service runs. */
export function serviceCommand({ nodePath, commandLine }: ServiceTarget): readonly [string, ...string[]] {
  return [nodePath, commandLine, 'start', '--foreground'];
}

/** The name of the service for a home. */
export function serviceName(home: { readonly isUsual: boolean; readonly instanceId: string }): string {
  return home.isUsual ? 'ao' : `ao-${home.instanceId}`;
}
