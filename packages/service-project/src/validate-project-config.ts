import { AoError, PERMISSION_MODES, type ProjectConfig } from '@ao/domain';

/** One thing that is wrong with a configuration. */
interface ConfigIssue {
  readonly setting: string;
  readonly problem: string;
}

/** The names a configuration may use. */
export interface KnownAdapters {
  readonly agents: { has(name: string): boolean; keys(): Iterable<string> };
  readonly runtimes: { has(name: string): boolean; keys(): Iterable<string> };
}

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A day: longer than any set-up, shorter than what a timer can hold. */
const LONGEST_SETUP_MS = 24 * 60 * 60 * 1000;

/**
 * Checks what the values of a configuration mean; their types were checked at the edge.
 *
 * @throws AoError `INVALID_PROJECT_CONFIG` with every problem in `details.issues`.
 */
export function validateProjectConfig(config: ProjectConfig, known: KnownAdapters): void {
  const issues = [
    ...adapterIssues('agent', config.agent, known.agents),
    ...adapterIssues('runtime', config.runtime, known.runtimes),
    ...blankIssues({ defaultBranch: config.defaultBranch, model: config.model }),
    ...modeIssues(config.permissionMode),
    ...variableIssues(config.env),
    ...pathIssues('copy', config.copy),
    ...pathIssues('symlink', config.symlink),
    ...commandIssues(config.postCreate),
    ...limitIssues(config.setupTimeoutMs),
  ];
  const [first] = issues;
  if (first === undefined) return;
  throw new AoError('INVALID_PROJECT_CONFIG', {
    message: `${issues.map(({ setting, problem }) => `${setting}: ${problem}`).join(' ')} Nothing was changed.`,
    details: { issues },
  });
}

function adapterIssues(setting: string, name: string | undefined, known: KnownAdapters['agents']): readonly ConfigIssue[] {
  if (name === undefined || known.has(name)) return [];
  return [{ setting, problem: `"${name}" is not known. Use one of: ${[...known.keys()].join(', ')}.` }];
}

function blankIssues(settings: Readonly<Record<string, string | undefined>>): readonly ConfigIssue[] {
  return Object.entries(settings)
    .filter(([, value]) => value !== undefined && value.trim() === '')
    .map(([setting]) => ({ setting, problem: 'It is blank; leave it out to use the default.' }));
}

function modeIssues(mode: ProjectConfig['permissionMode']): readonly ConfigIssue[] {
  if (mode === undefined || PERMISSION_MODES.includes(mode)) return [];
  return [{ setting: 'permissionMode', problem: `Use one of: ${PERMISSION_MODES.join(', ')}.` }];
}

function variableIssues(env: ProjectConfig['env'] = {}): readonly ConfigIssue[] {
  return Object.entries(env).flatMap(([name, value]): readonly ConfigIssue[] => {
    if (!VARIABLE_NAME.test(name)) return [{ setting: 'env', problem: `"${name}" is not a name of a variable.` }];
    if (name.startsWith('AO_')) return [{ setting: 'env', problem: `${name} belongs to ao; choose another name.` }];
    if (value.includes('\0')) return [{ setting: 'env', problem: `The value of ${name} holds a NUL character.` }];
    return [];
  });
}

/** Only paths inside the repository: a worktree must not be able to read or overwrite what lies around it. */
function pathIssues(setting: string, paths: readonly string[] = []): readonly ConfigIssue[] {
  return paths.flatMap((path) => {
    if (path.trim() === '' || path.startsWith('/') || path.startsWith('~'))
      return [{ setting, problem: `"${path}" is not relative to the repository.` }];
    if (path.split('/').includes('..')) return [{ setting, problem: `"${path}" leads out of the repository.` }];
    if (path.split('/')[0] === '.git') return [{ setting, problem: `"${path}" is git's own.` }];
    return [];
  });
}

function commandIssues(commands: readonly string[] = []): readonly ConfigIssue[] {
  return commands.some((command) => command.trim() === '') ? [{ setting: 'postCreate', problem: 'A command is blank.' }] : [];
}

function limitIssues(limitMs: number | undefined): readonly ConfigIssue[] {
  if (limitMs === undefined || (Number.isInteger(limitMs) && limitMs > 0 && limitMs <= LONGEST_SETUP_MS)) return [];
  return [{ setting: 'setupTimeoutMs', problem: `Give milliseconds from 1 to ${LONGEST_SETUP_MS}.` }];
}
