import type { ChangeEvent } from '@ao/domain';
import type { MachineView } from './machine-view.ts';

/** A client that kept its cursor was told every change once, in order, and knows the sessions as they are. */
export function eventsAreWhole({ facts, stage }: MachineView): readonly string[] {
  const { follower } = stage;
  const stored = facts.changes.map(({ sequence }) => sequence);
  const told = follower.told().map(({ sequence }) => sequence);
  const broken = [...follower.faults()];
  const known = new Set(told);
  const missing = stored.filter((sequence) => !known.has(sequence));
  if (missing.length > 0) broken.push(`the client was never told of change ${missing[0]} (and ${missing.length - 1} more)`);
  const real = new Set(stored);
  const invented = told.filter((sequence) => !real.has(sequence));
  if (invented.length > 0) broken.push(`the client was told of change ${invented[0]}, which is not in the log`);
  const differing = facts.changes.find((change) =>
    differs(
      change,
      follower.told().find(({ sequence }) => sequence === change.sequence),
    ),
  );
  if (differing !== undefined) broken.push(`change ${differing.sequence} was told otherwise than it is stored`);
  if (broken.length > 0) return broken;
  return facts.sessions.flatMap((session) => {
    const last = follower.fold().get(session.id);
    const { phase, workspace, end, displayName } = session;
    const is = { phase, workspace: workspace.state, branch: workspace.branch, endReason: end?.reason ?? null, displayName };
    const wrong = Object.entries(is).filter(([name, value]) => (last?.[name] ?? null) !== value);
    return wrong.map(
      ([name, value]) => `${session.id}: events say ${name} ${JSON.stringify(last?.[name])}, it is ${JSON.stringify(value)}`,
    );
  });
}

function differs(stored: ChangeEvent, told: { readonly type: string; readonly payload: unknown } | undefined): boolean {
  return told !== undefined && (told.type !== stored.type || JSON.stringify(told.payload) !== JSON.stringify(stored.payload));
}
