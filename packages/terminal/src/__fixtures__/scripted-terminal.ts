import type { RuntimeHandle } from '@ao/domain';
import type { AttachmentFrame, AttachRequest, RuntimeV1, TerminalSize } from '@ao/ports';
import type { TerminalLocation } from '../hub/terminal-channel.ts';

/** One viewer as the runtime sees it. */
export interface ScriptedViewer {
  readonly request: AttachRequest;
  isPaused: boolean;
  isClosed: boolean;
  answersQueries: boolean;
}

/** A terminal whose output the test writes by hand. It keeps the promises of the port: nothing while paused, nothing after close. */
export function createScriptedTerminal() {
  const viewers: ScriptedViewer[] = [];
  const written: string[] = [];
  const sizes: TerminalSize[] = [];
  let failure: Error | null = null;
  let inputFailure: Error | null = null;
  let printed = 0;
  const runtime: Pick<RuntimeV1, 'attach' | 'write' | 'resize' | 'output'> = {
    attach(_handle, request) {
      if (failure !== null) return Promise.reject(failure);
      const viewer: ScriptedViewer = { request, isPaused: false, isClosed: false, answersQueries: request.answersQueries ?? true };
      viewers.push(viewer);
      return Promise.resolve({
        pause: () => void (viewer.isPaused = true),
        resume: () => void (viewer.isPaused = false),
        setAnswersQueries: (answers: boolean) => void (viewer.answersQueries = answers),
        close: () => void (viewer.isClosed = true),
      });
    },
    write(_handle, bytes) {
      if (inputFailure !== null) return Promise.reject(inputFailure);
      written.push(new TextDecoder().decode(bytes));
      return Promise.resolve();
    },
    output: (_handle, fromOffset) => Promise.resolve({ bytes: new Uint8Array(), offset: fromOffset, endOffset: printed }),
    resize: (_handle, size) => Promise.resolve(void sizes.push(size)),
  };
  // Only what the hub uses of a runtime is here.
  const location: TerminalLocation = { runtime: runtime as RuntimeV1, handle: 'terminal-1' as RuntimeHandle };
  return {
    location,
    viewers,
    written,
    sizes,
    failWith: (error: Error | null) => void (failure = error),
    refuseInputWith: (error: Error) => void (inputFailure = error),
    /** What was printed before anybody came. */
    printedBefore: (bytes: number) => void (printed = bytes),
    emit(frame: AttachmentFrame): void {
      for (const viewer of viewers) if (!viewer.isPaused && !viewer.isClosed) viewer.request.onFrame(frame);
    },
  };
}
