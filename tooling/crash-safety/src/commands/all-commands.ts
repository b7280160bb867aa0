import { cleanedUp, cleanUp, endedWithWork, type FaultCommand, spawnWithWork } from './fault-command.ts';

/** Every command of several steps. What must hold after each of them is in the invariants; here is what its answer promises. */
export const ALL_COMMANDS: readonly FaultCommand[] = [
  {
    name: 'spawn',
    arrange: () => Promise.resolve(null),
    async act(stage) {
      const { session } = await stage.client().sessions.spawn({ projectId: 'shop', prompt: stage.newText('Task') });
      stage.promises.push(async () => {
        const { phase } = await stage.client().sessions.get(session.id);
        return phase === 'live' ? null : `${session.id} was started, and is ${phase}`;
      });
    },
  },
  {
    name: 'kill',
    arrange: spawnWithWork,
    async act(stage, id) {
      await stage.client().sessions.kill(id ?? '', {});
      stage.promises.push(() => hasEnded(stage.client().sessions.get(id ?? '')));
    },
  },
  {
    name: 'kill-and-remove',
    async arrange(stage) {
      const { session } = await stage.client().sessions.spawn({ projectId: 'shop', prompt: stage.newText('Task') });
      await stage.client().sessions.wait(session.id, { until: ['idle'], timeoutMs: 30_000 });
      return session.id;
    },
    async act(stage, id) {
      const killed = await stage.client().sessions.kill(id ?? '', { removeWorktree: true });
      stage.promises.push(async () => {
        const session = await stage.client().sessions.get(id ?? '');
        if (killed.worktreeRemoved && session.workspace.state === 'present') return `${id}: the removed worktree is back`;
        return hasEnded(Promise.resolve(session));
      });
    },
  },
  {
    name: 'restore',
    arrange: endedWithWork,
    async act(stage, id) {
      await stage.client().sessions.restore(id ?? '');
      stage.promises.push(async () => {
        const { phase } = await stage.client().sessions.get(id ?? '');
        return phase === 'live' ? null : `${id} was restored, and is ${phase}`;
      });
    },
  },
  {
    name: 'restore-after-cleanup',
    arrange: cleanedUp,
    act: async (stage, id) => void (await stage.client().sessions.restore(id ?? '')),
  },
  { name: 'cleanup', arrange: endedWithWork, act: (stage, id) => cleanUp(stage.client(), id ?? '') },
  {
    name: 'undo-cleanup',
    arrange: cleanedUp,
    async act(stage, id) {
      await stage.client().sessions.undoCleanup(id ?? '');
      stage.promises.push(async () => {
        const { workspace } = await stage.client().sessions.get(id ?? '');
        return workspace.state === 'present' ? null : `${id}: the clean-up was undone, but the worktree is ${workspace.state}`;
      });
    },
  },
  {
    name: 'send',
    arrange: spawnWithWork,
    async act(stage, id) {
      const { client } = stage.daemon();
      const message = await stage.client().messages.send(id ?? '', { text: stage.newText('Message') });
      stage.promises.push(async () => {
        const found = await stage.client().messages.get(message.id);
        return found.id === message.id ? null : `the message ${message.id} is gone`;
      });
      await client?.messages.settled(message.id, { timeoutMs: 20_000 });
    },
  },
];

async function hasEnded(asked: Promise<{ readonly id: string; readonly phase: string }>): Promise<string | null> {
  const { id, phase } = await asked;
  return phase === 'ended' ? null : `${id} was ended, and is ${phase}`;
}
