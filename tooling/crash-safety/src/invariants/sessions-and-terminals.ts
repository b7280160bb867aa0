import { existsSync } from 'node:fs';
import { violations } from '@ao/lifecycle';
import type { SessionRecord } from '@ao/domain';
import type { MachineView } from './machine-view.ts';

/** No open operation, no phase between two others; live means that the agent of the last launch runs, ended that none does. */
export function sessionsAndTerminals(view: MachineView): readonly string[] {
  const { facts } = view;
  return [
    ...facts.openOperations.map(({ kind, sessionId, steps }) => {
      return `the ${kind} of ${sessionId} is still open (${steps.map(({ name, state }) => `${name} ${state}`).join(', ')})`;
    }),
    ...facts.sessions.flatMap((session) => violations(session).map((rule) => `${session.id}: ${rule}`)),
    ...facts.sessions.flatMap((session) => brokenOfSession(view, session)),
  ];
}

/** A spawn that failed, whose worktree git could not be asked about or wants kept: it says so, and a clean-up takes it. */
export function isKept({ launch, end }: SessionRecord): boolean {
  return launch === null && end?.message?.includes('Its worktree is kept') === true;
}

function brokenOfSession(view: MachineView, session: SessionRecord): readonly string[] {
  const { id, phase, launch, workspace, end } = session;
  const agents = view.agentsOf(session);
  const broken: string[] = [];
  const must = (holds: boolean, rule: string) => {
    if (!holds) broken.push(`${id}: ${rule}`);
  };
  must(phase === 'live' || phase === 'ended' || phase === 'queued', `no session stays ${phase}`);
  must(agents.length <= 1, `at most one agent works in a worktree, not ${agents.length}`);
  must(phase !== 'live' || agents.some(({ launchId }) => launchId === launch?.id), 'a live session has a running terminal');
  must(phase === 'live' || agents.length === 0, `a session that is ${phase} has no running terminal`);
  must(phase !== 'live' || workspace.state === 'present', 'a live session has a worktree');
  const folder = `${view.stage.home.home}/sessions/${id}`;
  must(phase !== 'live' || existsSync(`${folder}/spool/${launch?.id}`), 'a live session has a spool');
  must(workspace.state !== 'present' || existsSync(workspace.path ?? ''), 'a present worktree exists');
  if (launch !== null || phase !== 'ended') return broken;
  must(end?.message !== null, 'a session that never lived tells why');
  const isBack = view.facts.operationsOf(id).some(({ kind }) => kind === 'undo_cleanup');
  must(workspace.state !== 'present' || isBack || isKept(session), 'a failed spawn leaves no worktree, or says why');
  must(!existsSync(folder), 'a failed spawn leaves no private folder');
  return broken;
}
