import { intakeIssues } from './validate-intake.ts';
import { reactionIssues } from './validate-reactions.ts';
import { AoError, PERMISSION_MODES, type PermissionMode, type ProjectConfig } from '@ao/domain';

/** One thing that is wrong with a configuration. */
export interface ConfigIssue {
  readonly setting: string;
  readonly problem: string;
}

/** The names a configuration may use. */
export interface KnownAdapters {
  readonly agents: {
    has(name: string): boolean;
    keys(): Iterable<string>;
    /** The agent, to know its permission modes. */
    get(name: string): { readonly permissionModes?: readonly PermissionMode[] | undefined } | undefined;
  };
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
    ...wordIssues({ defaultBranch: config.defaultBranch, model: config.model }),
    ...modeIssues(config, known),
    ...variableIssues(config.env),
    ...pathIssues('copy', config.copy),
    ...pathIssues('symlink', config.symlink),
    ...commandIssues(config.postCreate),
    ...limitIssues(config.setupTimeoutMs),
    ...runningIssues(config.maxRunning),
    ...orchestratorIssues(config, known),
    ...intakeIssues(config.intake, known),
    ...reactionIssues(config.reactions),
  ];
  const [first] = issues;
  if (first === undefined) return;
  throw new AoError('INVALID_PROJECT_CONFIG', {
    message: `${issues.map(({ setting, problem }) => `${setting}: ${problem}`).join(' ')} Nothing was changed.`,
    details: { issues },
  });
}

function adapterIssues(setting: string, name: string | undefined, known: KnownAdapters['runtimes']): readonly ConfigIssue[] {
  if (name === undefined || known.has(name)) return [];
  return [{ setting, problem: `"${name}" is not known. Use one of: ${[...known.keys()].join(', ')}.` }];
}

/** Names that are handed to git and to agents: one word, and nothing they could take for an option. */
function wordIssues(settings: Readonly<Record<string, string | undefined>>): readonly ConfigIssue[] {
  return Object.entries(settings).flatMap(([setting, value]): readonly ConfigIssue[] => {
    if (value === undefined) return [];
    if (value.trim() === '') return [{ setting, problem: 'It is blank; leave it out to use the default.' }];
    if (value.startsWith('-')) return [{ setting, problem: `"${value}" begins with a dash.` }];
    if (/[\s\u0000-\u001f\u007f]/.test(value)) return [{ setting, problem: 'It has white space or control characters in it.' }];
    return [];
  });
}

function modeIssues({ agent, permissionMode }: ProjectConfig, { agents }: KnownAdapters): readonly ConfigIssue[] {
  const modes = (agent === undefined ? undefined : agents.get(agent)?.permissionModes) ?? PERMISSION_MODES;
  if (permissionMode === undefined || modes.includes(permissionMode)) return [];
  return [{ setting: 'permissionMode', problem: `Use one of: ${modes.join(', ')}.` }];
}

function variableIssues(env: ProjectConfig['env'] = {}): readonly ConfigIssue[] {
  return Object.entries(env).flatMap(([name, value]): readonly ConfigIssue[] => {
    if (!VARIABLE_NAME.test(name)) return [{ setting: 'env', problem: `"${name}" is not a name of a variable.` }];
    if (/^AO_/i.test(name)) return [{ setting: 'env', problem: `${name} belongs to ao; choose another name.` }];
    if (value.includes('\0')) return [{ setting: 'env', problem: `The value of ${name} holds a NUL character.` }];
    return [];
  });
}

/** Only paths inside the repository: a worktree must not be able to read or overwrite what lies around it. */
function pathIssues(setting: string, paths: readonly string[] = []): readonly ConfigIssue[] {
  return paths.flatMap((path) => {
    const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
    if (parts.length === 0 || path.includes('\0') || /^(?:[\\/~]|[A-Za-z]:)/.test(path.trim())) {
      return [{ setting, problem: `"${path}" is not relative to the repository.` }];
    }
    if (parts.includes('..')) return [{ setting, problem: `"${path}" leads out of the repository.` }];
    if (parts[0]?.toLowerCase() === '.git') return [{ setting, problem: `"${path}" is git's own.` }];
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

function runningIssues(maxRunning: number | undefined): readonly ConfigIssue[] {
  if (maxRunning === undefined || (Number.isInteger(maxRunning) && maxRunning > 0)) return [];
  return [{ setting: 'maxRunning', problem: 'Give a whole number from 1; leave it out for no limit.' }];
}

/** A digest is at most a day away: longer, and nobody would call it telling. */
const LONGEST_DIGEST_MS = LONGEST_SETUP_MS;

function orchestratorIssues({ agent, orchestrator }: ProjectConfig, known: KnownAdapters): readonly ConfigIssue[] {
  if (orchestrator === undefined) return [];
  const durations = { digestEveryMs: orchestrator.digestEveryMs, needsPersonAfterMs: orchestrator.needsPersonAfterMs };
  const issues = [
    ...adapterIssues('agent', orchestrator.agent, known.agents),
    ...wordIssues({ model: orchestrator.model }),
    ...modeIssues({ agent: orchestrator.agent ?? agent, permissionMode: orchestrator.permissionMode }, known),
    ...Object.entries(durations).flatMap(([setting, value]): readonly ConfigIssue[] => {
      if (value === undefined || (Number.isInteger(value) && value > 0 && value <= LONGEST_DIGEST_MS)) return [];
      return [{ setting, problem: `Give milliseconds from 1 to ${LONGEST_DIGEST_MS}.` }];
    }),
  ];
  return issues.map(({ setting, problem }) => ({ setting: `orchestrator.${setting}`, problem }));
}
