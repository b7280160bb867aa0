import type { ServiceDefinition } from '../unit/service-definition.ts';

/** What the service manager of a system knows about one service. Null stands for what it could not be asked. */
export interface ServiceState {
  /** Started at login, or at boot for a user who lingers. */
  readonly enabled: boolean | null;
  /** Running now. */
  readonly active: boolean | null;
  /** Pid of the daemon it runs. */
  readonly mainPid: number | null;
  /** Whether agents survive the end of the daemon, with all settings of the person applied. */
  readonly sparesAgents: boolean | null;
  /** Whether services of this user run without anybody being logged in. */
  readonly lingering: boolean | null;
  /** Why the manager has given up on it, in the manager's word (systemd: `signal`, `exit-code`, `start-limit-hit`…); null when it has not. */
  readonly failure: string | null;
  /** Why the manager could not be asked. */
  readonly problem: string | null;
}

/** The part of the operating system that runs services of a user. */
export interface ServiceManager {
  readonly kind: 'systemd' | 'launchd';
  /** Where the file of the service is. */
  readonly unitPath: string;
  /** What is written there. */
  render(definition: ServiceDefinition): string;
  /** Whether the text of a file, perhaps edited by a person, leaves agents alive. */
  textSparesAgents(text: string): boolean;
  /** Throws `SERVICE_MANAGER_UNAVAILABLE`, which says what to do, when services cannot be managed here. */
  checkAvailable(): Promise<void>;
  /** Looks at the service. Never rejects. */
  state(): Promise<ServiceState>;
  /** Takes notice of a file that was written, and starts the service at every login from now on. */
  enable(): Promise<void>;
  /** Starts it now, or starts it anew when it runs. */
  restart(): Promise<void>;
  /** Ends the daemon; agents go on. Nothing happens when it does not run. */
  stop(): Promise<void>;
  /** No longer starts it at login. What runs is not touched. */
  disable(): Promise<void>;
  /** Takes notice of a file that was removed. */
  forget(): Promise<void>;
}
