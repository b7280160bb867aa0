import type { Stores } from '@ao/ports';
import type { ProcessLife } from './process-life.ts';

/**
 * The stores as one process sees them: every write is a point at which the process may crash, before it or after its commit.
 * What happens inside a transaction is one write.
 */
export function createProcessStores(stores: Stores, life: ProcessLife): Stores {
  let inTransaction = false;

  function write<Arguments extends readonly unknown[], Result>(name: string, method: (...values: Arguments) => Result) {
    return (...values: Arguments): Result => (inTransaction ? method(...values) : life.write(name, () => method(...values)));
  }

  const { projects, sessions, operations, messages, pullRequests, reactions, repositoryWatches, notices } = stores;
  return {
    projects: {
      ...projects,
      add: write('projects.add', projects.add),
      setConfig: write('projects.setConfig', projects.setConfig),
      archive: write('projects.archive', projects.archive),
    },
    sessions: {
      ...sessions,
      create: write('sessions.create', sessions.create),
      updateFacts: write('sessions.updateFacts', sessions.updateFacts),
      rename: write('sessions.rename', sessions.rename),
    },
    operations: {
      ...operations,
      begin: write('operations.begin', operations.begin),
      recordStep: write('operations.recordStep', operations.recordStep),
      finish: write('operations.finish', operations.finish),
    },
    messages: {
      ...messages,
      enqueue: write('messages.enqueue', messages.enqueue),
      advance: write('messages.advance', messages.advance),
      noteHandover: write('messages.noteHandover', messages.noteHandover),
    },
    pullRequests: {
      ...pullRequests,
      upsert: write('pullRequests.upsert', pullRequests.upsert),
      recordSighting: write('pullRequests.recordSighting', pullRequests.recordSighting),
      recordSnapshot: write('pullRequests.recordSnapshot', pullRequests.recordSnapshot),
      recordBlindness: write('pullRequests.recordBlindness', pullRequests.recordBlindness),
      recordNote: write('pullRequests.recordNote', pullRequests.recordNote),
      recordThreads: write('pullRequests.recordThreads', pullRequests.recordThreads),
      recordFailure: write('pullRequests.recordFailure', pullRequests.recordFailure),
      assign: write('pullRequests.assign', pullRequests.assign),
      remove: write('pullRequests.remove', pullRequests.remove),
    },
    reactions: {
      ...reactions,
      putLedger: write('reactions.putLedger', reactions.putLedger),
      putChoices: write('reactions.putChoices', reactions.putChoices),
    },
    repositoryWatches: { ...repositoryWatches, put: write('repositoryWatches.put', repositoryWatches.put) },
    issueIntakes: { ...stores.issueIntakes, put: write('issueIntakes.put', stores.issueIntakes.put) },
    reports: {
      ...stores.reports,
      add: write('reports.add', stores.reports.add),
      answer: write('reports.answer', stores.reports.answer),
      noteDelivery: write('reports.noteDelivery', stores.reports.noteDelivery),
      supersede: write('reports.supersede', stores.reports.supersede),
    },
    wakes: {
      ...stores.wakes,
      putState: write('wakes.putState', stores.wakes.putState),
      tell: write('wakes.tell', stores.wakes.tell),
      untell: write('wakes.untell', stores.wakes.untell),
      putHead: write('wakes.putHead', stores.wakes.putHead),
    },
    notices: {
      ...notices,
      raise: write('notices.raise', notices.raise),
      withdraw: write('notices.withdraw', notices.withdraw),
      markRead: write('notices.markRead', notices.markRead),
      route: write('notices.route', notices.route),
      putDelivery: write('notices.putDelivery', notices.putDelivery),
    },
    changeLog: {
      ...stores.changeLog,
      onCommit: (listener) => stores.changeLog.onCommit(() => (life.crashed ? undefined : listener())),
    },
    transaction(work) {
      if (inTransaction) return stores.transaction(work);
      return life.write('transaction', () => {
        inTransaction = true;
        try {
          return stores.transaction(work);
        } finally {
          inTransaction = false;
        }
      });
    },
  };
}
