import module from 'node:module';
import { toAoError } from '@ao/domain';
import { createReadyReport } from './start/ready-report.ts';
import type { RunningDaemon } from './start/start-daemon.ts';

/** A daemon somebody is already running is what was wanted: not a failure. */
const EXIT_ALREADY_RUNNING = 0;
const EXIT_FAILED = 1;

/** A second signal means that the person does not want to wait for the proper end. */
const EXIT_IMPATIENT = 130;

/** Long enough for whoever waited for the start; the cache is only written when something was not in it. */
const CACHE_AFTER_MS = 2_000;

// Reading compiled code costs a third of the time that compiling it does, and leaves less memory behind. It is kept where nobody else can
// write: whoever could put compiled code there could run it as this user.
const { HOME: home, XDG_CACHE_HOME: caches = home === undefined ? undefined : `${home}/.cache` } = process.env;
if (caches !== undefined) module.enableCompileCache(`${caches}/ao/compiled`);

const report = createReadyReport(process.env['AO_READY_FD']);
delete process.env['AO_READY_FD'];

// Whoever started this may close the other end of these at any time; losing their words must not end the agents' supervisor.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const stopRequested = Promise.withResolvers<{ readonly endSessions: boolean }>();
let signals = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    signals += 1;
    if (signals > 2) process.exit(EXIT_IMPATIENT);
    stopRequested.resolve({ endSessions: false });
  });
}
process.on('SIGHUP', () => undefined);

let running: RunningDaemon | null = null;
// Also for promises nobody looks after. Going on with what is half done would be worse than a new start, and the log has to tell why.
process.on('uncaughtException', (error) => {
  if (running === null) report.failed(error);
  else running.giveUp(error);
  process.exit(EXIT_FAILED);
});

try {
  // Loaded here, so that a broken installation is reported like any other failure to start.
  const { startDaemon } = await import('./start/start-daemon.ts');
  running = await startDaemon({
    env: process.env,
    workingDirectory: process.env['PWD'] ?? '/',
    foreground: process.argv.includes('--foreground'),
    commandLine: process.env['AO_COMMAND_LINE'],
    onShutdownRequest: stopRequested.resolve,
  });
  report.ready(running);
  setTimeout(() => module.flushCompileCache(), CACHE_AFTER_MS).unref();
  await running.stop(await stopRequested.promise);
  // What did not end as it should stands in the log. Whoever runs this as a service must not start again what was asked to stop.
  process.exit(0);
} catch (error) {
  report.failed(error);
  process.exit(toAoError(error, 'starting the daemon').code === 'DAEMON_ALREADY_RUNNING' ? EXIT_ALREADY_RUNNING : EXIT_FAILED);
}
