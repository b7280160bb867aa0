import { createHookSpool, HOOK_COMMAND, HOOK_SPOOL_VARIABLE, runCommand } from '@ao/adapter-kit';
import type { LaunchId, SessionId } from '@ao/domain';
import type { CheckReport } from '@ao/httpd';
import type { HookSpool } from '@ao/ports';
import { inCheckFolder } from './check-folder.ts';
import type { NamedCheck } from './doctor-checks.ts';

const SESSION = 'check-1' as SessionId;
const LAUNCH = 'check' as LaunchId;
const PAYLOAD = '{"check":true}';

/** A watch tells at once; without one, hooks are only found by the slow look behind it. */
const TOLD_WITHIN_MS = 3_000;

/**
 * Whether hooks work on this machine: the very command agents run drops a payload in this home, and the watch tells of it.
 *
 * @param home - where the spools of real sessions lie, so that its file system is the one that is tried.
 */
export function hooksCheck(home: string): NamedCheck {
  return {
    id: 'hooks',
    title: 'Hooks',
    run: (signal) => inCheckFolder(home, (directory) => roundTrip(directory, signal)),
  };
}

async function roundTrip(directory: string, signal: AbortSignal): Promise<CheckReport> {
  const spool = createHookSpool({ directory });
  const folder = await spool.prepare(SESSION, LAUNCH);
  const told = watchOnce(spool, signal);
  const startedAt = performance.now();
  await runCommand({ argv: ['/bin/sh', '-c', HOOK_COMMAND], env: { [HOOK_SPOOL_VARIABLE]: folder }, input: PAYLOAD, signal });
  const tookMs = performance.now() - startedAt;
  const [entry] = await spool.read(SESSION);
  if (entry?.payload !== PAYLOAD) {
    return report(
      'failed',
      `What a hook drops in ${directory} does not arrive.`,
      'Look whether /bin/sh and cat work, and whether the home is writable.',
    );
  }
  if (!(await told)) {
    return report(
      'warning',
      'Hooks arrive, but are noticed late: this system tells of no new files.',
      'Raise fs.inotify.max_user_watches.',
    );
  }
  return report('ok', `Hooks arrive; one costs its agent ${tookMs.toFixed(0)} ms.`, null);
}

/** Resolves with whether the watch told of a payload in time. Arrivals before any payload is there do not count. */
function watchOnce(spool: HookSpool, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), TOLD_WITHIN_MS);
    const watch = spool.watch(SESSION, () => {
      void spool.read(SESSION).then(
        (entries) => entries.length > 0 && finish(true),
        () => finish(false),
      );
    });
    signal.addEventListener('abort', () => finish(false), { once: true });
    function finish(wasTold: boolean): void {
      clearTimeout(timer);
      watch.close();
      resolve(wasTold);
    }
  });
}

function report(level: CheckReport['level'], summary: string, remedy: string | null): CheckReport {
  return { level, summary, path: null, version: null, remedy, code: level === 'failed' ? 'INTERNAL' : null };
}
