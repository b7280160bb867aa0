import type { Agent, Answer, DaemonStatus, Doctor } from '../api-types.ts';
import type { ApiCaller } from '../transport/api-caller.ts';

/** The daemon itself. */
export interface DaemonClient {
  /** Whether it lives; needs no token. */
  health(signal?: AbortSignal): Promise<Answer<'getHealth'>>;
  status(signal?: AbortSignal): Promise<DaemonStatus>;
  /** Checks everything sessions need. Takes a few seconds. */
  doctor(signal?: AbortSignal): Promise<Doctor>;
  /** The agents it can start, each with a fresh check. */
  agents(signal?: AbortSignal): Promise<readonly Agent[]>;
  /** Asks it to stop. Agents go on, unless `endSessions` is set. */
  shutdown(options?: { readonly endSessions?: boolean | undefined }): Promise<Answer<'shutdownDaemon'>>;
}

export function createDaemonClient(caller: ApiCaller): DaemonClient {
  return {
    health: (signal) => caller.json({ method: 'GET', path: '/healthz', signal }),
    status: (signal) => caller.json({ method: 'GET', path: '/api/v1/status', signal }),
    doctor: (signal) => caller.json({ method: 'GET', path: '/api/v1/doctor', signal }),
    async agents(signal) {
      const answer = await caller.json<Answer<'listAgents'>>({ method: 'GET', path: '/api/v1/agents', signal });
      return answer.agents;
    },
    shutdown: (options = {}) => caller.json({ method: 'POST', path: '/shutdown', body: options }),
  };
}
