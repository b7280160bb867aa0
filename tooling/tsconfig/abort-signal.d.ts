/**
 * The one ambient type the pure layers may use. They are compiled without Node and without the DOM, so that files,
 * processes, timers and the clock do not exist for them; but cancelling is part of every port, and `AbortSignal` is
 * not part of `lib.es2024`.
 */

interface AbortSignalListenerOptions {
  readonly once?: boolean;
  readonly signal?: AbortSignal;
}

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: AbortSignalListenerOptions): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare var AbortSignal: {
  abort(reason?: unknown): AbortSignal;
  any(signals: Iterable<AbortSignal>): AbortSignal;
};

interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare var AbortController: { new (): AbortController };
