import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands in for `systemctl --user` on machines where no systemd runs: reads the unit as systemd does, keeps what it was told in a folder,
 * and really starts and ends the program. Called with the folder first. A file `no-bus` in it makes it a machine without a user manager.
 */
const [folder = '', ...args] = process.argv.slice(2);
const UNIT_FOLDER = join(process.env['HOME'] ?? '', '.config/systemd/user');

interface State {
  readonly loaded?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly pid?: number | undefined;
  /** The one unit there is. */
  readonly unit?: string | undefined;
}

const statePath = join(folder, 'state.json');
const words = args.filter((argument) => !argument.startsWith('--'));
const [verb = '', unit = ''] = words;
appendFileSync(join(folder, 'calls'), `${words.join(' ')}\n`);

function read(): State {
  return existsSync(statePath) ? (JSON.parse(readFileSync(statePath, 'utf8')) as State) : {};
}

function change(changes: State): void {
  writeFileSync(statePath, JSON.stringify({ ...read(), ...changes }));
}

function mainPid(): number {
  const { pid } = read();
  if (pid === undefined) return 0;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z') ? 0 : pid;
  } catch {
    return 0;
  }
}

function valuesOf(key: string): string[] {
  return [...(read().loaded ?? '').matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((match) => match[1] ?? '');
}

/** Quoted words, with escapes and specifiers undone. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"((?:\\.|[^"\\])*)"/g)].map((match) => (match[1] ?? '').replaceAll(/\\(.)/g, '$1').replaceAll('%%', '%'));
}

function start(): void {
  const [program = '', ...rest] = wordsOf(valuesOf('ExecStart').at(-1) ?? '');
  const variables = valuesOf('Environment').flatMap(wordsOf);
  const env = Object.fromEntries(variables.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]));
  const journal = openSync(join(folder, 'journal'), 'a');
  const child = spawn(
    program,
    rest.map((word) => word.replaceAll('$$', '$')),
    {
      cwd: '/',
      detached: true,
      env: { ...env, HOME: process.env['HOME'] ?? '', SHELL: '/bin/sh' },
      stdio: ['ignore', journal, journal],
    },
  );
  child.unref();
  change({ pid: child.pid });
}

async function stop(): Promise<void> {
  if (mainPid() === 0) return;
  if (valuesOf('KillMode').at(-1) !== 'process') throw new Error('this would end every agent');
  process.kill(mainPid(), 'SIGTERM');
  while (mainPid() !== 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

function show(): string {
  const { loaded, enabled } = read();
  const pid = mainPid();
  const shown = {
    LoadState: loaded === undefined ? 'not-found' : 'loaded',
    UnitFileState: enabled === true ? 'enabled' : loaded === undefined ? '' : 'disabled',
    ActiveState: pid > 0 ? 'active' : 'inactive',
    MainPID: pid,
    KillMode: valuesOf('KillMode').at(-1) ?? 'control-group',
    Version: '252',
  };
  return Object.entries(shown)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

if (unit !== '') change({ unit });
if (existsSync(join(folder, 'no-bus'))) {
  process.stderr.write('Failed to connect to bus: No medium found\n');
  process.exit(1);
}
switch (verb) {
  case 'show':
    process.stdout.write(`${show()}\n`);
    break;
  case 'daemon-reload': {
    const path = join(UNIT_FOLDER, read().unit ?? '');
    change({ loaded: existsSync(path) && read().unit !== undefined ? readFileSync(path, 'utf8') : undefined });
    break;
  }
  case 'enable':
  case 'disable':
    change({ enabled: verb === 'enable' });
    break;
  case 'restart':
    await stop();
    start();
    break;
  case 'stop':
    await stop();
    break;
  case 'reset-failed':
    break;
  default:
    process.stderr.write(`Unknown command verb ${verb}.\n`);
    process.exit(1);
}
