import { type CapturedEnvironment, captureLoginShellEnvironment } from './login-shell-environment.ts';

/** The environment agents are built from. It is asked for once per daemon, at its start, and not waited for. */
export interface AgentEnvironment {
  /** The environment with where it came from; waits until the login shell has answered or its time is over. */
  captured(): Promise<CapturedEnvironment>;
  /** The environment of the login shell, waited for. */
  complete(): Promise<Readonly<Record<string, string>>>;
  /** What is known now, for those who cannot wait. */
  current(): Readonly<Record<string, string>>;
}

/** Begins to ask the login shell. */
export function createAgentEnvironment(inherited: Readonly<Record<string, string | undefined>>): AgentEnvironment {
  const known = Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined);
  let current: Readonly<Record<string, string>> = Object.fromEntries(known);
  const captured = captureLoginShellEnvironment(inherited).then((answer) => {
    current = answer.env;
    return answer;
  });
  return { captured: () => captured, complete: async () => (await captured).env, current: () => current };
}
