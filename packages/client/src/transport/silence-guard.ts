import type { Transport } from './transport.ts';

/** A daemon answers most calls in milliseconds, and is asked whether it is there only by those that take longer than this. */
const PATIENCE_MS = 5_000;
/** One that takes long is asked about less and less often. */
const MAX_PATIENCE_MS = 60_000;
/** Whoever is there answers that question at once; a machine that works its hardest needs seconds. */
const ANSWER_LIMIT_MS = 5_000;
const QUESTIONS = 2;

/** Nobody was there: no answer to a call, nor to the question whether anybody is. Whether the call is carried out later is not known. */
export class NobodyAnswers extends Error {
  /** For at least how long nothing was heard, in milliseconds. */
  readonly silentMs = QUESTIONS * ANSWER_LIMIT_MS;

  constructor() {
    super('nobody answers');
    this.name = 'NobodyAnswers';
  }
}

/**
 * Gives up calls that would wait for ever: for a daemon that hangs, or a program that has taken its port and says nothing. A call that
 * takes its time at a daemon that is well is never given up. Rejects with {@link NobodyAnswers} then.
 */
export function guardAgainstSilence(transport: Transport): Transport {
  return async function guarded(request) {
    const giveUp = new AbortController();
    const signal = request.signal === undefined ? giveUp.signal : AbortSignal.any([request.signal, giveUp.signal]);
    let patienceMs = PATIENCE_MS;
    let timer = setTimeout(() => void askUntilSilent(), patienceMs);
    let answered = false;

    async function askUntilSilent(): Promise<void> {
      for (let question = 0; question < QUESTIONS && !answered; question += 1) {
        if (!(await isSomebodyThere(transport, request.url))) continue;
        patienceMs = Math.min(2 * patienceMs, MAX_PATIENCE_MS);
        if (!answered) timer = setTimeout(() => void askUntilSilent(), patienceMs);
        return;
      }
      if (!answered) giveUp.abort(new NobodyAnswers());
    }

    try {
      return await transport({ ...request, signal });
    } finally {
      answered = true;
      clearTimeout(timer);
    }
  };
}

/** Whoever refuses the connection, or answers anything, is not silent: the call itself will tell. */
async function isSomebodyThere(transport: Transport, url: string): Promise<boolean> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), ANSWER_LIMIT_MS);
  try {
    const answer = await transport({ method: 'GET', url: new URL('/healthz', url).href, headers: {}, body: null, signal: limit.signal });
    await answer.text();
    return true;
  } catch {
    return !limit.signal.aborted;
  } finally {
    clearTimeout(timer);
  }
}
