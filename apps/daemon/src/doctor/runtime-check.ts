import type { RuntimeV1, Stores } from '@ao/ports';
import type { NamedCheck } from './doctor-checks.ts';

/**
 * The check of a place for terminals. One that cannot be used is only a finding when somebody wants to use it: nobody needs tmux and zellij
 * who did not ask for them.
 *
 * @param user - who uses the runtime, for people; null when nobody does.
 */
export function runtimeCheck(runtime: RuntimeV1, user: () => string | null): NamedCheck {
  return {
    id: `runtime.${runtime.name}`,
    title: `Terminals (${runtime.name})`,
    async run(signal) {
      const check = await runtime.check(signal);
      if (check.level === 'ok') return check;
      const who = user();
      if (who !== null) return { ...check, summary: `${check.summary} It is used by ${who}.` };
      const summary = `${check.summary} Nothing uses it; it is only needed for \`--runtime ${runtime.name}\`.`;
      return { ...check, level: 'ok', summary, remedy: null, code: null };
    },
  };
}

/** Who uses a runtime: the setting, a project, or a session that has not ended. Null when nobody does. */
export function userOfRuntime(name: string, defaultRuntime: string, stores: Pick<Stores, 'projects' | 'sessions'>): string | null {
  if (name === defaultRuntime) return 'every session that names no other (AO_RUNTIME)';
  const project = stores.projects.list().find(({ config }) => config.runtime === name);
  if (project !== undefined) return `the project ${project.id}`;
  const session = stores.sessions.list({ phases: ['starting', 'live', 'stopping'] }).find(({ runtime }) => runtime === name);
  return session === undefined ? null : `the session ${session.id}`;
}
