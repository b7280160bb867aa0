import { spawn } from 'node:child_process';
import { askAnywhere } from './permission.ts';
import { splitFirstWord, type Step } from './script.ts';
import { Interrupted, ModelError, pause, type StepContext } from './step-context.ts';
import { fileTool, readTool, shellTool, useTool } from './tools.ts';

type Performer = (argument: string, context: StepContext) => Promise<void> | void;

const FLOOD_LINE = `${'the quick brown fox jumps over the lazy dog 0123456789 '.repeat(2).trim()}\n`;
const FLOOD_PIECE_BYTES = 64 * 1024;

const PERFORMERS: Readonly<Record<string, Performer>> = {
  say(text, { view, conversation }) {
    view.print(`● ${text}`);
    conversation.add({ role: 'agent', text });
  },
  think: (ms, { pace, signal, doing }) => (doing('Thinking'), pause(Number(ms) * pace, signal)),
  sleep: (ms, { signal, doing }) => (doing('Waiting'), pause(Number(ms), signal)),
  read: (file, context) => (context.doing('Reading'), readTool(file, context)),
  write: (argument, context) => (context.doing('Writing'), fileTool('Write', argument, context)),
  edit: (argument, context) => (context.doing('Editing'), fileTool('Edit', argument, context)),
  run: (command, context) => (context.doing('Running'), shellTool(command, context)),
  permit: (command, context) => (
    context.doing('Running'), shellTool(command, context, { asks: context.permissionMode !== 'bypass-permissions' })
  ),
  commit: (message, context) => shellTool(`git add -A && git commit -q -m '${message.replaceAll("'", `'\\''`)}'`, context),
  ask: askForTool,
  question: askPerson,
  subagent: runSubagent,
  notify: (type, { runHooks }) => runHooks('Notification', { notification_type: type, message: 'scripted' }),
  chat: printSlowly,
  flood: pourOut,
  title: (text, { view }) => view.setTitle(text),
  recall: (_, { view, conversation }) => view.print(`● You first said: ${conversation.utterances[0]?.text ?? 'nothing'}`),
  system: (_, { view, systemPrompt }) => view.print(`● System prompt: ${systemPrompt ?? 'none'}`),
  spawn: (command, { cwd }) => spawn('/bin/sh', ['-c', command], { cwd, detached: true, stdio: 'ignore' }).unref(),
  hang: (_, { signal, doing }) => (
    doing('Working'), new Promise((_resolve, reject) => onceAborted(signal, () => reject(new Interrupted())))
  ),
  deaf: (_, { goDeaf }) => goDeaf(),
  error: (text) => {
    throw new ModelError(text);
  },
  crash: (how) => (/^SIG[A-Z]+$/.test(how) ? void process.kill(process.pid, how) : process.exit(Number(how))),
  exit: (code, { exit }) => exit(Number(code)),
};

/** Performs one step. Throws {@link Interrupted} or {@link ModelError} when the turn ends with it. */
export async function performStep(step: Step, context: StepContext): Promise<void> {
  const performer = PERFORMERS[step.operation];
  if (performer === undefined) context.view.print(`● I do not know how to ${step.operation}.`);
  else await performer(step.argument, context);
}

/** All operations there are. */
export const OPERATIONS = Object.keys(PERFORMERS);

async function askForTool(argument: string, context: StepContext): Promise<void> {
  const [name = '', ...rest] = argument.split(':');
  const detail = rest.join(':').trim();
  context.doing('Waiting');
  const asks = context.permissionMode !== 'bypass-permissions';
  const input = detail === '' ? {} : { command: detail };
  await useTool(context, { name: name.trim() || 'Bash', input, shown: detail, asks }, () => 'done');
}

async function askPerson(argument: string, context: StepContext): Promise<void> {
  const [question = 'Which one?', ...choices] = argument.split('|').map((part) => part.trim());
  context.doing('Waiting');
  const input = { questions: [{ question, options: choices.map((label) => ({ label })) }] };
  await useTool(context, { name: 'AskUserQuestion', input, shown: question }, async (fields) => {
    context.note({ status: 'waiting', waitingFor: 'input needed' });
    const labels = choices.length > 0 ? choices : ['Yes', 'No'];
    const decision = await askAnywhere(context, { title: 'A question', detail: null, question, choices: labels }, fields);
    if (decision.by === 'person' && decision.choice === null) throw new Interrupted();
    context.note({ status: 'busy' });
    if (decision.by === 'person') return `You chose ${labels[decision.choice ?? 0] ?? ''}`;
    return decision.behavior === 'deny' ? `Not answered: ${decision.message}` : `You chose ${answerIn(decision.updatedInput, question)}`;
  });
}

function answerIn(input: unknown, question: string): string {
  const { answers } = (input ?? {}) as { readonly answers?: Readonly<Record<string, unknown>> };
  const answer = answers?.[question];
  return typeof answer === 'string' ? answer : 'nothing';
}

async function runSubagent(text: string, context: StepContext): Promise<void> {
  const agent = { agent_id: `agent_${process.pid}`, agent_type: 'general-purpose' };
  context.view.print(`● Agent(${text})`);
  await context.runHooks('SubagentStart', agent);
  const fields = { ...agent, tool_name: 'Read', tool_input: {}, tool_use_id: `toolu_child_${process.pid}` };
  await context.runHooks('PreToolUse', fields);
  await context.runHooks('PostToolUse', fields);
  await context.runHooks('SubagentStop', agent);
}

async function printSlowly(argument: string, context: StepContext): Promise<void> {
  const [lines, ms] = splitFirstWord(argument);
  for (let line = 1; line <= Number(lines); line += 1) {
    context.view.print(`  line ${line} of ${lines}`);
    await pause(Number(ms), context.signal);
  }
}

async function pourOut(bytes: string, context: StepContext): Promise<void> {
  const piece = FLOOD_LINE.repeat(Math.ceil(FLOOD_PIECE_BYTES / FLOOD_LINE.length));
  for (let left = Number(bytes); left > 0; left -= piece.length) {
    if (context.signal.aborted) throw new Interrupted();
    await context.view.pour(piece.slice(0, left).trimEnd());
  }
  context.view.print('● flood over');
}

function onceAborted(signal: AbortSignal, call: () => void): void {
  if (signal.aborted) call();
  else signal.addEventListener('abort', call, { once: true });
}
