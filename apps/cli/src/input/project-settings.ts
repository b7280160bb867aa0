import { AoError, type ProjectConfig } from '@ao/domain';

/** How the value of a setting is written on a command line. */
type SettingForm = 'text' | 'list' | 'json' | 'switch' | 'number';

/** Every setting of a project. */
export const PROJECT_SETTINGS = {
  defaultBranch: 'text',
  agent: 'text',
  runtime: 'text',
  model: 'text',
  permissionMode: 'text',
  env: 'json',
  copy: 'list',
  symlink: 'list',
  postCreate: 'list',
  setupTimeoutMs: 'number',
  maxRunning: 'number',
  agentsMayCommand: 'switch',
  orchestrator: 'json',
  intake: 'json',
  reactions: 'json',
} as const satisfies Record<keyof ProjectConfig, SettingForm>;

/**
 * Reads a setting's value as people write it. What it means is checked by the daemon.
 *
 * @throws AoError `INVALID_PROJECT_CONFIG` for an unknown setting or a value of the wrong form.
 */
export function parseSetting(name: string, values: readonly string[]): unknown {
  if (!Object.hasOwn(PROJECT_SETTINGS, name)) {
    throw invalid(`There is no setting "${name}". There are: ${Object.keys(PROJECT_SETTINGS).join(', ')}.`);
  }
  const form: SettingForm = PROJECT_SETTINGS[name as keyof typeof PROJECT_SETTINGS];
  const [first = ''] = values;
  if (form === 'list') return values.length === 1 && first.startsWith('[') ? parseJson(name, first) : values;
  if (values.length > 1) throw invalid(`${name} takes one value.`);
  if (form === 'json') return parseJson(name, first);
  if (form === 'number') return parseNumber(name, first);
  if (form === 'switch') return parseSwitch(name, first);
  return first;
}

function parseNumber(name: string, text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 1) return Number(text);
  const unit = name.endsWith('Ms') ? ' of milliseconds' : '';
  throw invalid(`${name} is a whole number${unit} of at least 1, not ${JSON.stringify(text)}. To go back to the default: --unset.`);
}

function parseSwitch(name: string, text: string): boolean {
  if (text === 'true' || text === 'yes' || text === 'on') return true;
  if (text === 'false' || text === 'no' || text === 'off') return false;
  throw invalid(`${name} is true or false.`);
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`The value of ${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function invalid(message: string): AoError {
  return new AoError('INVALID_PROJECT_CONFIG', { message });
}
