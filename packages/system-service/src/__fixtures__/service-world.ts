import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramAnswer, RunProgram } from '../manager/manager-program.ts';
import type { ServiceManager } from '../manager/service-manager.ts';
import { createSystemdManager } from '../manager/systemd-manager.ts';
import type { ServiceDefinition } from '../unit/service-definition.ts';

/** A person's folder, and a systemd that answers what it is told to. The caller removes the folder. */
export interface ServiceWorld {
  readonly folder: string;
  readonly manager: ServiceManager;
  readonly definition: ServiceDefinition;
  /** Every command but looks, in order. */
  readonly commands: string[];
  /** What the next commands answer, by words in them. */
  readonly answers: Map<string, Partial<ProgramAnswer>>;
}

const LOOKS = /^(?:show|print)/;

/** Answers programs from a table; whatever is not in it succeeds without a word. */
export function createAnswers(): Pick<ServiceWorld, 'commands' | 'answers'> & { readonly run: RunProgram } {
  const commands: string[] = [];
  const answers = new Map<string, Partial<ProgramAnswer>>();
  const run: RunProgram = async (_program, args) => {
    const words = args.filter((argument) => argument !== '--user').join(' ');
    if (!LOOKS.test(words)) commands.push(words);
    const found = [...answers].find(([key]) => words.includes(key));
    return { code: 0, stdout: '', stderr: '', ...found?.[1] };
  };
  return { commands, answers, run };
}

/** Makes the world of a person called ada. */
export function createServiceWorld(): ServiceWorld {
  const folder = mkdtempSync(join(tmpdir(), 'ao-service-'));
  const { commands, answers, run } = createAnswers();
  const about = { name: 'ao', env: {}, homeDirectory: folder, userName: 'ada', userId: 1000 };
  const manager = createSystemdManager({ ...about, run, lingerDirectory: join(folder, 'linger') });
  const home = join(folder, '.ao');
  const definition: ServiceDefinition = {
    name: 'ao',
    nodePath: '/usr/bin/node',
    commandLine: '/usr/local/bin/ao',
    home,
    environment: { AO_HOME: home, PATH: '/usr/bin' },
    logPath: join(home, 'logs/service.log'),
  };
  return { folder, manager, definition, commands, answers };
}

/** What systemd shows about a unit that is loaded, enabled and does not run, with changes. */
export function shown(changes: Readonly<Record<string, string | number>>): Partial<ProgramAnswer> {
  const properties = { LoadState: 'loaded', UnitFileState: 'enabled', ActiveState: 'inactive', MainPID: 0, KillMode: 'process', ...changes };
  return {
    stdout: Object.entries(properties)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  };
}
