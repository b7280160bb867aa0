import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { askAnywhere } from './permission.ts';
import { splitFirstWord } from './script.ts';
import { Interrupted, type StepContext } from './step-context.ts';

let toolUses = 0;

/** What the hooks of one tool use have in common. */
export type ToolFields = Readonly<Record<string, unknown>>;

/** Uses a tool as agents do: hooks before and after, and a note in the history. */
export async function useTool(
  context: StepContext,
  tool: { readonly name: string; readonly input: Readonly<Record<string, unknown>>; readonly shown: string; readonly asks?: boolean },
  work: (fields: ToolFields) => Promise<string> | string,
): Promise<void> {
  toolUses += 1;
  const fields = { tool_name: tool.name, tool_input: tool.input, tool_use_id: `toolu_scripted_${process.pid}_${toolUses}` };
  await context.runHooks('PreToolUse', fields);
  const denied = tool.asks === true ? await askPermission(context, tool, fields) : null;
  if (denied !== null) return context.view.print(`● ${tool.name}(${tool.shown})\n  ⎿ Denied: ${denied}`);
  context.view.print(`● ${tool.name}(${tool.shown})`);
  const result = await work(fields);
  context.view.print(`  ⎿ ${result}`);
  await context.runHooks('PostToolUse', { ...fields, tool_response: { text: result.slice(0, 2000) } });
}

/** Answers why not, or null when it may. */
async function askPermission(
  context: StepContext,
  tool: { readonly name: string; readonly shown: string },
  fields: ToolFields,
): Promise<string | null> {
  context.note({ status: 'waiting', waitingFor: 'permission prompt' });
  const decision = await askAnywhere(
    context,
    {
      title: `${tool.name} wants to run`,
      detail: tool.shown,
      question: 'Do you want to proceed?',
      choices: ['Yes', 'No, and tell the agent what to do differently'],
    },
    fields,
  );
  if (decision.by === 'person' && decision.choice !== 0) throw new Interrupted();
  context.note({ status: 'busy' });
  return decision.by === 'hook' && decision.behavior === 'deny' ? decision.message : null;
}

/** Reads a file, or says that there is none. */
export function readTool(argument: string, context: StepContext): Promise<void> {
  return useTool(context, { name: 'Read', input: { file_path: resolve(context.cwd, argument) }, shown: argument }, () => {
    try {
      return `${readFileSync(resolve(context.cwd, argument), 'utf8').split('\n').length} lines`;
    } catch {
      return 'no such file';
    }
  });
}

/** Writes or extends a file. */
export function fileTool(name: 'Write' | 'Edit', argument: string, context: StepContext): Promise<void> {
  const [file, text] = splitFirstWord(argument);
  const path = resolve(context.cwd, file);
  return useTool(context, { name, input: { file_path: path, content: text }, shown: file }, () => {
    mkdirSync(dirname(path), { recursive: true });
    if (name === 'Write') writeFileSync(path, `${text}\n`);
    else appendFileSync(path, `${text}\n`);
    return `${text.split('\n').length} lines`;
  });
}

/** Runs a shell command to its end, after asking for permission if it `asks`. */
export function shellTool(command: string, context: StepContext, { asks = false }: { readonly asks?: boolean } = {}): Promise<void> {
  return useTool(context, { name: 'Bash', input: { command }, shown: command, asks }, () => runShell(command, context));
}

/** Runs a shell command and answers what it printed. Its whole process group ends when the turn is interrupted. */
export function runShell(command: string, context: Pick<StepContext, 'cwd' | 'signal'>): Promise<string> {
  return new Promise((done, reject) => {
    const child = spawn('/bin/sh', ['-c', command], { cwd: context.cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const chunks: Buffer[] = [];
    const onAbort = (): void => {
      endGroup(child.pid);
      reject(new Interrupted());
    };
    context.signal.addEventListener('abort', onAbort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => done(error.message));
    child.on('close', (code) => {
      context.signal.removeEventListener('abort', onAbort);
      const text = Buffer.concat(chunks).toString('utf8').trim();
      done(code === 0 ? text || '(no output)' : `${text}\nexit code ${code ?? 'none'}`.trim());
    });
  });
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
