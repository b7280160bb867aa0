import { type CommandResult, oneLine, runCommand } from '@ao/adapter-kit';
import type { DurationMs } from '@ao/domain';
import type { Logger, NoticeDispatch, NoticeOutcome, NoticeOutletV1 } from '@ao/ports';
import { dispatchDocument } from '../dispatch-document.ts';
import { refusal, uncertainty } from '../refusal.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const ATTEMPTS_MAX = 3;
const OUTPUT_MAX_BYTES = 16 * 1024;
const LOGGED_MAX_CHARACTERS = 2_000;

/** A program that is told. */
export interface CommandOutletOptions {
  readonly name: string;
  /** The program and its arguments, passed on as they are. No shell sees them. */
  readonly argv: readonly string[];
  /** The environment it gets, complete; asked each time. */
  readonly environment: () => Promise<Readonly<Record<string, string>>>;
  /** Where it runs. */
  readonly cwd: string;
  /** After this time its whole process group is ended. Default 30 seconds. */
  readonly timeoutMs?: DurationMs | undefined;
  readonly logger: Logger;
}

/**
 * Runs a program for each dispatch. It reads the document (see {@link dispatchDocument}) as one line of JSON, and finds the main facts in
 * `AO_NOTICE_…` variables. Exit code 0 says that people were told; any other that they were not. One that is ended because it took too long may
 * have told them.
 */
export function createCommandOutlet(options: CommandOutletOptions): NoticeOutletV1 {
  const { name, argv, cwd, logger } = options;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return {
    specificationVersion: 'notice-outlet-v1',
    name,
    kind: 'command',
    attemptsMax: ATTEMPTS_MAX,
    async deliver(dispatch, signal) {
      if (signal.aborted) return refusal('It was not begun.');
      const environment = await options.environment().catch((error: unknown) => String(error));
      if (typeof environment === 'string') return refusal(environment);
      const result = await runCommand({
        argv,
        cwd,
        env: { ...environment, ...noticeVariables(dispatch) },
        input: `${JSON.stringify(dispatchDocument(dispatch))}\n`,
        timeoutMs,
        maxOutputBytes: OUTPUT_MAX_BYTES,
        signal,
      });
      const printed = oneLine(`${result.stdout} ${result.stderr}`, LOGGED_MAX_CHARACTERS);
      if (printed !== '') logger.info('the command of an outlet printed', { outlet: name, dispatch: dispatch.id, output: printed });
      return outcomeOf(result, timeoutMs);
    },
  };
}

function noticeVariables({ id, kind, attempt, title, text, notices }: NoticeDispatch): Readonly<Record<string, string>> {
  const [only] = notices.length === 1 ? notices : [];
  return {
    AO_NOTICE_ID: id,
    AO_NOTICE_DISPATCH: kind,
    AO_NOTICE_ATTEMPT: String(attempt),
    AO_NOTICE_TITLE: title,
    AO_NOTICE_TEXT: text,
    AO_NOTICE_KIND: only?.kind ?? '',
    AO_NOTICE_PRIORITY: only?.priority ?? '',
    AO_NOTICE_SESSION: only?.sessionId ?? '',
    AO_NOTICE_PROJECT: only?.projectId ?? '',
    AO_NOTICE_URL: only?.url ?? '',
  };
}

function outcomeOf(result: CommandResult, timeoutMs: DurationMs): NoticeOutcome {
  const said = result.stderr.trim() === '' ? '' : `: ${result.stderr.trim()}`;
  switch (result.outcome) {
    case 'exited':
      return result.exitCode === 0 ? { state: 'delivered' } : refusal(`It ended with exit code ${result.exitCode}${said}`);
    case 'signalled':
      return uncertainty(`It was ended by ${result.signal}${said}`);
    case 'timed_out':
      return uncertainty(`It took longer than ${timeoutMs / 1000} s and was ended${said}`);
    case 'aborted':
      return uncertainty('It was ended because the daemon stopped.');
    case 'not_started':
      return refusal(`It could not be started: ${result.startFailure?.message ?? 'for unknown reasons'}`);
  }
}
