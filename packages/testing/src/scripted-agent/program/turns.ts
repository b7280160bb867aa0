import { scriptOf } from './script.ts';
import { Interrupted, ModelError, type StepContext } from './step-context.ts';
import { performStep } from './steps.ts';

/** What a turn needs beside what its steps need. */
export type TurnContext = Omit<StepContext, 'signal'>;

/** Works on prompts, one turn at a time. */
export interface Turns {
  readonly busy: boolean;
  /** Messages sent while busy, not begun yet. */
  readonly queued: readonly string[];
  /** Begins a turn, or queues the text for the running one. */
  submit(text: string): void;
  /** Stops the running turn without any hook. Answers the texts that belong back into the composer. */
  interrupt(): readonly string[];
}

/** Makes the turns; `changed` is called when the screen has to show something else. */
export function createTurns(context: TurnContext, changed: () => void): Turns {
  let queued: string[] = [];
  let running: { readonly stop: AbortController; readonly prompt: string; begun: boolean } | null = null;

  /** Works until nothing is queued any more. Messages that were queued have run their hooks already. */
  async function begin(text: string): Promise<void> {
    for (let next: string | undefined = text, announced = false; next !== undefined; next = queued.shift(), announced = true) {
      running = { stop: new AbortController(), prompt: next, begun: false };
      changed();
      await run(next, running, announced);
      running = null;
      context.note({ status: 'idle' });
      changed();
    }
  }

  async function run(text: string, turn: { readonly stop: AbortController; begun: boolean }, announced: boolean): Promise<void> {
    const { signal } = turn.stop;
    context.note({ status: 'busy' });
    context.doing('Thinking');
    context.view.print(`\n> ${text}\n`);
    context.conversation.add({ role: 'user', text });
    if (!announced) await context.runHooks('UserPromptSubmit', { prompt: text });
    try {
      await performAll(text, { ...context, signal }, turn);
      await context.runHooks('Stop', { stop_hook_active: false });
    } catch (error) {
      if (error instanceof ModelError) {
        context.view.print(`  ⎿ API Error: ${error.message}`);
        await context.runHooks('StopFailure', { error: error.message });
      } else if (error instanceof Interrupted || signal.aborted) {
        context.view.print('  ⎿ Interrupted · What should the agent do instead?');
      } else {
        context.view.print(`  ⎿ ${error instanceof Error ? error.message : String(error)}`);
        await context.runHooks('Stop', { stop_hook_active: false });
      }
    }
  }

  async function performAll(text: string, stepContext: StepContext, turn: { begun: boolean }): Promise<void> {
    const steps = [...scriptOf(text, context.scriptsFolder)];
    for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
      if (stepContext.signal.aborted) throw new Interrupted();
      await performStep(step, stepContext);
      turn.begun = true;
      // What was queued meanwhile joins this turn.
      for (const message of queued) {
        context.view.print(`\n> ${message}\n`);
        context.conversation.add({ role: 'user', text: message });
        steps.push(...scriptOf(message, context.scriptsFolder));
      }
      if (queued.length > 0) {
        queued = [];
        changed();
      }
    }
  }

  return {
    get busy() {
      return running !== null;
    },
    get queued() {
      return queued;
    },
    submit(text) {
      if (running === null) {
        void begin(text);
        return;
      }
      queued.push(text);
      changed();
      void context.runHooks('UserPromptSubmit', { prompt: text });
    },
    interrupt() {
      if (running === null) return [];
      // An early interrupt takes the prompt back as if it had never been sent.
      const back = [...(running.begun ? [] : [running.prompt]), ...queued];
      queued = [];
      running.stop.abort(new Interrupted());
      return back;
    },
  };
}
