import { type Finding, type KindLook, type LookContext, NOTHING } from './kind-look.ts';

/** Whether the pull request was merged. A merged one is never open again. */
export function lookAtMerged({ snapshot }: LookContext): KindLook {
  return snapshot.state === 'merged' ? { ...NOTHING, findings: [plain('merged', 'merged')] } : NOTHING;
}

/** Whether it was closed without a merge. It may be opened and closed again. */
export function lookAtClosed({ snapshot }: LookContext): KindLook {
  return snapshot.state === 'closed' ? { ...NOTHING, findings: [plain('closed', `closed:${snapshot.closedAt ?? 0}`)] } : NOTHING;
}

/** Whether nothing stands between it and its merge. Told once for each head commit, however often it comes and goes. */
export function lookAtReady({ snapshot, session, settings, ledger }: LookContext): KindLook {
  const { checks, threads, review, queue } = snapshot;
  const isOpenThread = threads.unresolved.some(({ id, isOutdated }) => {
    const known = ledger.threads[id];
    return !isOutdated && !(known?.marker === threads.marker && known.signature === null);
  });
  const isReady =
    snapshot.state === 'open' &&
    snapshot.mergeability === 'mergeable' &&
    snapshot.conflict === 'mergeable' &&
    (checks.total === 0 || (checks.isForHead && checks.isSettled && checks.state === 'passing')) &&
    (review.decision === 'approved' || review.decision === 'none') &&
    (settings.modes.review === 'off' || !isOpenThread) &&
    (queue === 'none' || queue === 'unknown') &&
    !session.standsOnOpenPullRequest;
  return isReady ? { ...NOTHING, findings: [plain('ready', `ready:${snapshot.headCommit}`)] } : NOTHING;
}

function plain(subject: string, signature: string): Finding {
  return { subject, signature, detail: { type: 'plain' }, seenAs: null };
}
