import { AoError, type ProcessIdentity, type RuntimeHandle } from '@ao/domain';
import type { RuntimeProbe, RuntimeV1, ScreenSnapshot } from '@ao/ports';
import type { TortureTerminal } from './torture-terminal.ts';

/** What of a runtime observers and messengers use. */
export type TortureRuntime = Pick<RuntimeV1, 'name' | 'probe' | 'screen' | 'write'>;

/** A runtime in this very process, over tortured programs. `find` answers null for a terminal that does not exist. */
export function createTortureRuntime(
  find: (handle: RuntimeHandle) => { readonly terminal: TortureTerminal; readonly process: ProcessIdentity } | null,
): TortureRuntime {
  function probe(handle: RuntimeHandle): RuntimeProbe {
    const found = find(handle);
    if (found === null) return { state: 'unknown', error: new AoError('RUNTIME_UNAVAILABLE') };
    const { exit, lastOutputAt } = found.terminal;
    return exit === null ? { state: 'alive', process: found.process, lastOutputAt } : { state: 'dead', exit, lastOutputAt };
  }

  function look(handle: RuntimeHandle): ScreenSnapshot {
    const found = find(handle);
    if (found === null) throw new AoError('RUNTIME_GONE');
    const lines = found.terminal.lines();
    return {
      lines,
      size: { columns: 80, rows: Math.max(24, lines.length) },
      cursor: { row: 0, column: 0, visible: true },
      title: '',
      alternateScreen: false,
      bracketedPaste: true,
      offset: 0,
      lastOutputAt: found.terminal.lastOutputAt,
      exact: true,
    };
  }

  return {
    name: 'torture',
    probe: async (handles) => handles.map(probe),
    screen: async (handle) => look(handle),
    async write(handle, data) {
      if (find(handle)?.terminal.write(data) !== true) throw new AoError('RUNTIME_GONE');
    },
  };
}
