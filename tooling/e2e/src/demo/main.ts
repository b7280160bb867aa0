import { createInterface } from 'node:readline/promises';
import { cleanUp } from './clean-up.ts';
import { createDemoDisplay, type DemoDisplay } from './demo-display.ts';
import { type DemoOptions, parseDemoOptions } from './demo-options.ts';
import { createDemoPlace, type DemoPlace } from './demo-place.ts';
import { DEMO_TASKS } from './demo-tasks.ts';
import { DemoError, runDemo } from './run-demo.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;
const DEFAULT_WIDTH = 100;

/** Longer than any run needs; an agent that hangs must not hold up a log of continuous integration for good. */
const LIMIT_MS = { scripted: 3 * 60_000, 'claude-code': 20 * 60_000 } as const;

const request = parseDemoOptions(process.argv.slice(2));
if (request.type === 'run') process.exit(await demo(request.options));
process.stderr.write(`${request.type === 'help' ? request.text : request.message}\n`);
process.exit(request.type === 'help' ? 0 : EXIT_USAGE);

async function demo(options: DemoOptions): Promise<number> {
  const display = createDemoDisplay(process.stdout, process.env);
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt(interrupted, display));
  // The terminal may have been closed; what runs has to be ended all the same.
  process.stdout.on('error', () => undefined);
  if (options.agent !== 'scripted' && !options.yes && !(await confirmed(options, interrupted.signal))) return EXIT_USAGE;

  const place = createDemoPlace(options.agent, process.env);
  const aoCommand = `AO_HOME=${place.home} npx ao`;
  const limit = AbortSignal.timeout(LIMIT_MS[options.agent]);
  let failure: unknown = null;
  try {
    introduce(place, display);
    const pace = place.agent === 'scripted' ? Number(process.env['SCRIPTED_AGENT_PACE'] ?? 1) : 1;
    const width = Math.min(process.stdout.columns ?? DEFAULT_WIDTH, DEFAULT_WIDTH) - 1;
    await runDemo({ place, display, pace, aoCommand, width }, AbortSignal.any([interrupted.signal, limit]));
  } catch (error) {
    failure = error;
  }
  report(failure, { interrupted: interrupted.signal.aborted, limit, display });
  if (options.keep && !interrupted.signal.aborted) {
    tellHowToGoOn(place, aoCommand, display);
    return failure === null ? 0 : EXIT_FAILED;
  }
  const isClean = await cleanUp(place, display);
  if (options.agent === 'claude-code') display.print('Claude Code keeps its own records of these conversations in ~/.claude, as always.');
  if (interrupted.signal.aborted) return EXIT_INTERRUPTED;
  if (failure === null) display.print('', 'The same in a repository of your own: see "First five minutes" in README.md.');
  return failure === null && isClean ? 0 : EXIT_FAILED;
}

function introduce(place: DemoPlace, { print, paint }: DemoDisplay): void {
  const scripted = place.agent === 'scripted';
  print(
    '',
    paint('strong', `${DEMO_TASKS.length} agents at once, each in a git worktree and a terminal of its own.`),
    paint('faint', `A private daemon and a small repository, both in ${place.folder}; nothing of yours is touched.`),
    paint(
      'faint',
      scripted ? 'The agent is scripted: a real terminal program that costs nothing.' : 'The agent is Claude Code, with your login.',
    ),
    '',
  );
}

function report(
  failure: unknown,
  run: { readonly interrupted: boolean; readonly limit: AbortSignal; readonly display: DemoDisplay },
): void {
  const { print, paint } = run.display;
  if (failure === null) return;
  if (run.interrupted) print('', 'Interrupted. Ending everything …');
  else if (run.limit.aborted) print(paint('bad', 'The agents took too long; the demo gives up.'));
  else if (failure instanceof DemoError) print(paint('bad', failure.message));
  else print(paint('bad', failure instanceof Error ? (failure.stack ?? failure.message) : 'Something went wrong.'));
}

function interrupt(controller: AbortController, display: DemoDisplay): void {
  if (controller.signal.aborted) display.print('Still ending everything; a moment.');
  controller.abort(new Error('interrupted'));
}

function tellHowToGoOn(place: DemoPlace, aoCommand: string, { print, paint }: DemoDisplay): void {
  print(
    paint('strong', 'Everything goes on. From this folder:'),
    `  ${aoCommand} ls`,
    `  ${aoCommand} attach shop-1          ${paint('faint', '# Ctrl-\\ d leaves, the agent goes on')}`,
    `  ${aoCommand} send shop-3 "Shorter, please" --wait`,
    `  ${aoCommand} session explain shop-2`,
    '',
    paint('strong', 'To end it and leave nothing behind:'),
    `  ${aoCommand} stop --all && rm -rf ${place.folder}`,
  );
}

async function confirmed(options: DemoOptions, signal: AbortSignal): Promise<boolean> {
  process.stdout.write(
    `This runs ${DEMO_TASKS.length} sessions of ${options.agent} with your own login. It costs money or uses up your plan.\n`,
  );
  if (!process.stdin.isTTY) {
    process.stderr.write('There is nobody to ask here. If it is meant: npm run demo -- --agent claude-code --yes\n');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(?:es)?$/i.test((await terminal.question('Go on? [y/N] ', { signal })).trim());
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}
