import { isOpenPullRequest } from '../attribution/pull-request-stack.ts';
import { unsentKey } from '../ledger/ledger-memory.ts';
import { type KindLook, type LookContext, NOTHING } from './kind-look.ts';

/**
 * Looks for a merge conflict. A conflict is one and the same until it is seen gone; "not worked out yet", which hosts say after every push to the target branch,
 * neither ends it nor begins another.
 */
export function lookAtConflict({ snapshot, ledger }: LookContext): KindLook {
  if (!isOpenPullRequest(snapshot)) return NOTHING;
  const { count, isOn } = ledger.conflict;
  if (snapshot.conflict === 'mergeable') return { ...NOTHING, isFine: true, conflict: { count, isOn: false } };
  if (snapshot.conflict === 'unknown') {
    const key = unsentKey('conflict');
    return isOn && ledger.seen[key] !== undefined ? { ...NOTHING, seen: [key] } : NOTHING;
  }
  const present = isOn ? count : count + 1;
  const signature = signatureOf(present);
  return {
    ...NOTHING,
    isFine: false,
    findings: [{ subject: 'conflict', signature, detail: { type: 'plain' }, seenAs: null }],
    conflict: { count: present, isOn: true },
  };
}

function signatureOf(count: number): string {
  return `conflict:${count}`;
}
