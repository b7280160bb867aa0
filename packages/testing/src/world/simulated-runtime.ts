import { AoError, type ExitFacts, type LaunchId, type RuntimeHandle, type SessionId } from '@ao/domain';
import type { RuntimeProbe, RuntimeV1, TerminalSize } from '@ao/ports';
import type { ProcessLife } from './process-life.ts';
import type { SimulatedTerminal, WorldState } from './world-state.ts';

/** What a simulated runtime is made of. */
export interface SimulatedRuntimeOptions {
  readonly name: string;
  readonly state: WorldState;
  readonly life: ProcessLife;
  /** Called when a program starts, with the machine already changed. */
  readonly onStart: (terminal: SimulatedTerminal) => void;
}

const SIZE: TerminalSize = { columns: 120, rows: 40 };

/** A runtime whose terminals live on the simulated machine: they outlive the process that made them. */
export function createSimulatedRuntime(options: SimulatedRuntimeOptions): RuntimeV1 {
  const { name, state, life } = options;
  const exitListeners = new Set<(handle: RuntimeHandle) => void>();

  const handleFor = (sessionId: SessionId, launchId: LaunchId) => `${name}:${sessionId}:${launchId}` as RuntimeHandle;
  const own = () => [...state.terminals.values()].filter((terminal) => terminal.runtime === name);

  function known(handle: RuntimeHandle): SimulatedTerminal {
    const terminal = state.terminals.get(handle);
    if (terminal === undefined) throw new AoError('RUNTIME_GONE', { details: { handle } });
    return terminal;
  }

  function look(handle: RuntimeHandle): RuntimeProbe {
    const terminal = state.terminals.get(handle);
    if (terminal === undefined) {
      return { state: 'dead', exit: { at: life.clock.now(), code: null, signal: null, evidence: 'runtime_gone' }, lastOutputAt: null };
    }
    const { exit, lastOutputAt, process } = terminal;
    return exit === null ? { state: 'alive', process, lastOutputAt } : { state: 'dead', exit, lastOutputAt };
  }

  function end(terminal: SimulatedTerminal, exit: ExitFacts): void {
    terminal.exit = exit;
    for (const listener of exitListeners) listener(terminal.handle);
  }

  return {
    specificationVersion: 'runtime-v1',
    name,
    check: (signal) =>
      life.call('runtime.check', signal, () => ({
        level: 'ok',
        summary: 'It works.',
        path: null,
        version: '1',
        remedy: null,
        code: null,
      })),
    handleFor,
    create: (request, signal) =>
      life.call('runtime.create', signal, () => {
        const handle = handleFor(request.sessionId, request.launchId);
        if (state.terminals.has(handle)) throw new AoError('RUNTIME_CREATE_FAILED', { message: 'The handle exists already.' });
        const process = { pid: state.nextPid++, startTime: `${life.clock.now()}`, bootId: state.bootId };
        const { sessionId, launchId, argv, env, cwd } = request;
        const startedAt = life.clock.now();
        const terminal: SimulatedTerminal = {
          handle,
          runtime: name,
          sessionId,
          launchId,
          argv,
          env,
          cwd,
          process,
          startedAt,
          exit: null,
          lastOutputAt: startedAt,
          screen: [],
        };
        state.terminals.set(handle, terminal);
        options.onStart(terminal);
        return { handle, process };
      }),
    async probe(handles, signal) {
      try {
        return await life.call('runtime.probe', signal, () => handles.map(look));
      } catch (thrown) {
        const error = AoError.isInstance(thrown) ? thrown : new AoError('RUNTIME_UNAVAILABLE', { cause: thrown });
        return handles.map(() => ({ state: 'unknown', error }));
      }
    },
    list: (signal) => life.call('runtime.list', signal, () => own().map((terminal) => terminal.handle)),
    write: (handle) =>
      life.call('runtime.write', undefined, () => {
        if (known(handle).exit !== null) throw new AoError('RUNTIME_GONE', { details: { handle } });
      }),
    resize: (handle) => life.call('runtime.resize', undefined, () => void known(handle)),
    screen: (handle, signal) =>
      life.call('runtime.screen', signal, () => {
        const { screen, lastOutputAt } = known(handle);
        const lines = Array.from({ length: SIZE.rows }, (_, row) => screen[row] ?? '');
        const cursor = { row: 0, column: 0, visible: true };
        return {
          lines,
          size: SIZE,
          cursor,
          title: '',
          alternateScreen: false,
          bracketedPaste: true,
          offset: 0,
          lastOutputAt,
          exact: true,
        };
      }),
    lines: (handle, count, signal) => life.call('runtime.lines', signal, () => known(handle).screen.slice(-count)),
    output: (handle, fromOffset) =>
      life.call('runtime.output', undefined, () => {
        known(handle);
        return { bytes: new Uint8Array(), offset: fromOffset, endOffset: fromOffset };
      }),
    attach: (handle) =>
      life.call('runtime.attach', undefined, () => {
        known(handle);
        return { pause: () => undefined, resume: () => undefined, close: () => undefined };
      }),
    destroy: (handle) =>
      life.call('runtime.destroy', undefined, () => {
        const terminal = state.terminals.get(handle);
        if (terminal === undefined || terminal.exit !== null) return { alreadyGone: true, survivors: [] };
        end(terminal, { at: life.clock.now(), code: null, signal: 'SIGTERM', evidence: 'exit_record' });
        return { alreadyGone: false, survivors: [] };
      }),
    forget: (handle) =>
      life.call('runtime.forget', undefined, () => {
        const terminal = state.terminals.get(handle);
        if (terminal !== undefined && terminal.exit === null) throw new AoError('SESSION_NOT_ENDED', { details: { handle } });
        state.terminals.delete(handle);
      }),
    onExit(listener) {
      const call = (handle: RuntimeHandle) => (life.crashed ? undefined : listener(handle));
      exitListeners.add(call);
      return { close: () => void exitListeners.delete(call) };
    },
    close: () => Promise.resolve(),
  };
}
