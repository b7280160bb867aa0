import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Dialogs that can be made to stand in the way of a start. */
export const START_DIALOGS = ['trust', 'login', 'update'] as const;

/** One of {@link START_DIALOGS}. */
export type StartDialog = (typeof START_DIALOGS)[number];

/** How the program was started. */
export interface ProgramOptions {
  /** `--session-id`: the id of a new conversation; null for one of its own choice. */
  readonly sessionId: string | null;
  /** `--resume`: the conversation to go on with. */
  readonly resume: string | null;
  /** `--settings`: a JSON file with hooks. */
  readonly settingsPath: string | null;
  /** `--interface`: a path where the program serves an interface of its own; null for none. */
  readonly interfacePath: string | null;
  /** `--system-prompt-file`. */
  readonly systemPromptPath: string | null;
  /** `--permission-mode`: `default`, `accept-edits` or `bypass-permissions`. */
  readonly permissionMode: string;
  /** `--model`: only shown. */
  readonly model: string | null;
  /** Everything behind `--`. */
  readonly prompt: string | null;
  /** Where transcripts and status files lie: `SCRIPTED_AGENT_HOME`, by default `~/.scripted-agent`. */
  readonly home: string;
  /** `SCRIPTED_AGENT_PACE`: 1 is believable, 0 as fast as it goes; multiplies every pause that no script names. */
  readonly pace: number;
  /** `SCRIPTED_AGENT_START_MS`: how long the first screen takes. Default 150 times the pace. */
  readonly startMs: number;
  /** `SCRIPTED_AGENT_ASK`: dialogs at the start, separated by commas. */
  readonly startDialogs: readonly StartDialog[];
  /** `SCRIPTED_AGENT_HOOKS=off` runs none. */
  readonly runsHooks: boolean;
  /** `SCRIPTED_AGENT_SCREEN=alternate`. */
  readonly alternateScreen: boolean;
  /** `SCRIPTED_AGENT_SCRIPTS`: a folder of scripts for prompts in plain words, see `script-file.ts`; null for none. */
  readonly scriptsFolder: string | null;
}

/** What the command line asks for: to run, to tell the version, or something it cannot. */
export type ProgramRequest =
  | { readonly type: 'run'; readonly options: ProgramOptions }
  | { readonly type: 'version' }
  | { readonly type: 'error'; readonly message: string };

const VALUE_FLAGS = [
  '--session-id',
  '--resume',
  '--settings',
  '--interface',
  '--system-prompt-file',
  '--permission-mode',
  '--model',
] as const;
const BELIEVABLE_START_MS = 150;

/** Reads the command line (without program and script) and the environment. */
export function parseProgramOptions(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): ProgramRequest {
  const values = new Map<string, string>();
  let prompt: string | null = null;
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--version') return { type: 'version' };
    if (argument === '--') {
      prompt = argv.slice(index + 1).join(' ');
      break;
    }
    const value = argv[index + 1];
    if (!VALUE_FLAGS.some((flag) => flag === argument)) return { type: 'error', message: `unknown option '${argument}'` };
    if (value === undefined) return { type: 'error', message: `option '${argument}' needs a value` };
    values.set(argument, value);
    index += 1;
  }
  const pace = numberOf(env['SCRIPTED_AGENT_PACE'], 1);
  const settingsPath = values.get('--settings');
  const asked = (env['SCRIPTED_AGENT_ASK'] ?? '').split(',').map((name) => name.trim());
  return {
    type: 'run',
    options: {
      sessionId: values.get('--session-id') ?? null,
      resume: values.get('--resume') ?? null,
      settingsPath: settingsPath === undefined ? null : resolve(settingsPath),
      interfacePath: values.get('--interface') ?? null,
      systemPromptPath: values.get('--system-prompt-file') ?? null,
      permissionMode: values.get('--permission-mode') ?? 'default',
      model: values.get('--model') ?? null,
      prompt: prompt === '' ? null : prompt,
      home: env['SCRIPTED_AGENT_HOME'] ?? join(env['HOME'] ?? homedir(), '.scripted-agent'),
      pace,
      startMs: numberOf(env['SCRIPTED_AGENT_START_MS'], BELIEVABLE_START_MS * pace),
      startDialogs: START_DIALOGS.filter((dialog) => asked.includes(dialog)),
      runsHooks: env['SCRIPTED_AGENT_HOOKS'] !== 'off',
      alternateScreen: env['SCRIPTED_AGENT_SCREEN'] === 'alternate',
      scriptsFolder: env['SCRIPTED_AGENT_SCRIPTS'] || null,
    },
  };
}

function numberOf(text: string | undefined, fallback: number): number {
  const value = Number(text);
  return text !== undefined && text !== '' && Number.isFinite(value) && value >= 0 ? value : fallback;
}
