import { mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AoError } from '@ao/domain';
import type { ServiceManager, ServiceState } from './manager/service-manager.ts';
import type { ServiceDefinition, ServiceTarget } from './unit/service-definition.ts';
import { readMark, type UnitOrigin } from './unit/unit-mark.ts';

/** A service as it stands. */
export interface ServiceStatus extends Omit<ServiceState, 'sparesAgents'> {
  readonly manager: ServiceManager['kind'];
  readonly unitPath: string;
  readonly installed: boolean;
  /** Whose the file is; null without one. */
  readonly origin: UnitOrigin | null;
  /** What the file points at; null without one, and for a file of somebody else. */
  readonly target: ServiceTarget | null;
  /** Whether it runs this ao for this home; null when nobody knows. */
  readonly matches: boolean | null;
  /** In which fields it does not. */
  readonly differences: readonly (keyof ServiceTarget)[];
  /** Whether agents survive the end of the daemon; null without a file. */
  readonly sparesAgents: boolean | null;
}

/** What an installation did. */
export interface InstalledService {
  readonly unitPath: string;
  /** False when the file was there already, word for word. */
  readonly changed: boolean;
}

/**
 * Looks at the service of a daemon.
 *
 * @param expected - what it should point at.
 */
export async function inspectService(manager: ServiceManager, expected: ServiceTarget): Promise<ServiceStatus> {
  const { sparesAgents, ...state } = await manager.state();
  const text = await readUnit(manager.unitPath);
  const about = { manager: manager.kind, unitPath: manager.unitPath, ...state };
  if (text === null) {
    return { ...about, enabled: false, installed: false, origin: null, target: null, matches: null, differences: [], sparesAgents: null };
  }
  const { origin, target } = readMark(text);
  const differences = target === null ? [] : await differingFields(target, expected);
  return {
    ...about,
    installed: true,
    origin,
    target,
    matches: origin === 'own' ? differences.length === 0 : null,
    differences,
    sparesAgents: sparesAgents ?? manager.textSparesAgents(text),
  };
}

const TARGET_FIELDS: readonly (keyof ServiceTarget)[] = ['nodePath', 'commandLine', 'home'];

/** Two names of one file are the same. */
async function differingFields(target: ServiceTarget, expected: ServiceTarget): Promise<readonly (keyof ServiceTarget)[]> {
  const real = (path: string): Promise<string> => realpath(path).catch(() => path);
  const same = await Promise.all(TARGET_FIELDS.map(async (field) => (await real(target[field])) === (await real(expected[field]))));
  return TARGET_FIELDS.filter((_, index) => same[index] === false);
}

/**
 * Writes the file of a service and has it started at every login. Doing it again changes nothing. Nothing is started now.
 *
 * @param options - `force`: also replaces a file of somebody else, or one that was changed by hand.
 * @throws AoError `SERVICE_MANAGER_UNAVAILABLE` (nothing was written then), `SERVICE_FILE_FOREIGN`, `SERVICE_COMMAND_FAILED`
 */
export async function installService(
  manager: ServiceManager,
  definition: ServiceDefinition,
  options: { readonly force: boolean },
): Promise<InstalledService> {
  const text = manager.render(definition);
  const before = await readUnit(manager.unitPath);
  if (before !== null && before !== text) checkOwn(manager, before, options);
  await manager.checkAvailable();
  if (before !== text) await replaceFile(manager.unitPath, text);
  await manager.enable();
  return { unitPath: manager.unitPath, changed: before !== text };
}

/**
 * Ends the daemon the service runs, and removes the service. Agents go on. The daemon is ended first, because systemd forgets with the
 * file that it was to spare the agents. Answers whether there was anything to remove, and whether a daemon was ended.
 *
 * @throws AoError as {@link installService}
 */
export async function uninstallService(
  manager: ServiceManager,
  options: { readonly force: boolean },
): Promise<{ readonly removed: boolean; readonly stopped: boolean }> {
  const text = await readUnit(manager.unitPath);
  if (text === null) return { removed: false, stopped: false };
  checkOwn(manager, text, options);
  await manager.checkAvailable();
  const { active, sparesAgents } = await manager.state();
  if (active === true && !(sparesAgents ?? manager.textSparesAgents(text))) {
    throw new AoError('SERVICE_ENDS_AGENTS', { details: { unitPath: manager.unitPath } });
  }
  if (active === true) await manager.stop();
  await manager.disable();
  await rm(manager.unitPath, { force: true });
  await manager.forget();
  return { removed: true, stopped: active === true };
}

function checkOwn({ unitPath }: ServiceManager, text: string, { force }: { readonly force: boolean }): void {
  const { origin } = readMark(text);
  if (origin === 'own' || force) return;
  const whose = origin === 'edited' ? 'was changed by hand' : 'was not written by ao';
  throw new AoError('SERVICE_FILE_FOREIGN', {
    message: `${unitPath} ${whose}. Nothing was done; --force does it nevertheless.`,
    details: { unitPath, origin },
  });
}

async function readUnit(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}.new`;
  await writeFile(fresh, text, { mode: 0o644 });
  await rename(fresh, path);
}
