import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createComposer } from './composer.ts';
import { beginConversation, type Conversation, resumeConversation } from './conversation.ts';
import { createDialogBox } from './dialog-box.ts';
import { type InterfaceServer, serveInterface } from './interface-server.ts';
import { createHookRunner } from './hook-runner.ts';
import type { Key } from './key-decoder.ts';
import type { ProgramOptions } from './program-options.ts';
import { showStartDialogs } from './start-dialogs.ts';
import { createStatusFile } from './status-file.ts';
import { pause } from './step-context.ts';
import { createTerminalView, type ViewTerminal } from './terminal-view.ts';
import { runShell } from './tools.ts';
import { createTurns } from './turns.ts';

/** The version the program tells. */
export const PROGRAM_VERSION = '1.0.0';

/** The running program, as its terminal and its signals see it. */
export interface Program {
  /** Shows the first screen; resolves when it listens. */
  start(): Promise<void>;
  press(key: Key): void;
  resized(): void;
  /** Ends as after a hang-up. */
  terminate(signal: string): Promise<void>;
}

const SPINNER = ['✶', '✷', '✸', '✹', '✺', '✹', '✸', '✷'];
const SPINNER_MS = 150;

/** Puts the parts together. Throws when the conversation cannot be begun or resumed. */
export function createProgram(options: ProgramOptions, terminal: ViewTerminal, end: (code: number) => never): Program {
  const cwd = process.cwd();
  const conversation: Conversation =
    options.resume === null
      ? beginConversation(options.home, options.sessionId ?? randomUUID())
      : resumeConversation(options.home, options.resume);
  const { runHooks: runHookCommands, askHooks } = createHookRunner(options.runsHooks ? options.settingsPath : null, () => ({
    session_id: conversation.id,
    transcript_path: conversation.transcriptPath,
    cwd,
    permission_mode: options.permissionMode,
  }));
  const runHooks: typeof runHookCommands = (event, fields) => {
    if (event === 'UserPromptSubmit') interfaceServer?.tell({ type: 'prompt', text: String(fields?.['prompt']), at: Date.now() });
    return runHookCommands(event, fields);
  };
  let interfaceServer: InterfaceServer | null = null;
  const status = createStatusFile(options.home, { sessionId: conversation.id, cwd, version: PROGRAM_VERSION });
  const view = createTerminalView(terminal, options);
  const composer = createComposer();
  const dialogs = createDialogBox(draw);
  const started = new AbortController();
  let verb = 'Thinking';
  let busySince = 0;
  let frame = 0;
  let listening = false;
  let deaf = false;

  const turns = createTurns(
    {
      cwd,
      pace: options.pace,
      scriptsFolder: options.scriptsFolder,
      permissionMode: options.permissionMode,
      systemPrompt: options.systemPromptPath === null ? null : readFileSync(options.systemPromptPath, 'utf8').trim(),
      view,
      dialogs,
      conversation,
      runHooks,
      askHooks,
      note(next) {
        status.write(next);
        interfaceServer?.tell({ type: 'state', state: next.status, at: Date.now() });
      },
      doing(next) {
        verb = next;
        draw();
      },
      goDeaf: () => void (deaf = true),
      exit: leave,
    },
    draw,
  );

  function draw(): void {
    if (!listening && dialogs.open === null) return;
    if (!turns.busy) busySince = Date.now();
    const seconds = Math.floor((Date.now() - busySince) / 1000);
    view.show({
      activity: turns.busy ? `${SPINNER[frame % SPINNER.length]} ${verb}… (${seconds}s · esc to interrupt)` : null,
      queued: turns.queued,
      composer: composer.shown(),
      dialog: dialogs.open,
      footer: `${options.permissionMode} mode · ${turns.busy ? 'esc to interrupt' : '? for shortcuts'}`,
    });
  }

  const spinner = setInterval(() => {
    if (!turns.busy || dialogs.open !== null) return;
    frame += 1;
    draw();
  }, SPINNER_MS);
  spinner.unref();

  async function leave(code: number, reason = 'prompt_input_exit'): Promise<never> {
    listening = false;
    await runHooks('SessionEnd', { reason });
    status.remove();
    view.end();
    return end(code);
  }

  function submit(): void {
    const text = composer.value();
    if (text.trim() === '' || deaf) return;
    composer.clear();
    if (text.startsWith('!')) void runBang(text.slice(1).trim());
    else if (/^\/[a-z]/.test(text)) runSlash(text.trim());
    else turns.submit(text.trim());
    draw();
  }

  /** A command typed with `!` runs at once and asks nobody. */
  async function runBang(command: string): Promise<void> {
    view.print(`! ${command}`);
    view.print(`  ⎿ ${await runShell(command, { cwd, signal: started.signal })}`);
  }

  function runSlash(command: string): void {
    if (command === '/exit' || command === '/quit') void leave(0);
    else view.print(command === '/help' ? '  /help /exit' : `  Unknown command: ${command}`);
  }

  function escape(): void {
    const back = turns.interrupt();
    if (back.length > 0) composer.insert(back.join('\n'));
  }

  function pressInComposer(key: Key): void {
    switch (key.type) {
      case 'text':
        return composer.insert(key.text);
      case 'paste':
        return composer.paste(key.text);
      case 'newline':
        return composer.insert('\n');
      case 'enter':
        return submit();
      case 'backspace':
        return composer.backspace();
      case 'clear':
        return composer.clear();
      case 'escape':
        return escape();
      case 'interrupt':
        if (turns.busy) return escape();
        if (composer.value() !== '') return composer.clear();
        return void leave(0);
      case 'end':
        return composer.value() === '' ? void leave(0) : undefined;
      case 'up':
      case 'down':
        return;
    }
  }

  return {
    async start() {
      view.begin();
      view.setTitle('✳ Scripted Agent');
      await pause(options.startMs, started.signal);
      const passed = await showStartDialogs(options.startDialogs, dialogs, { home: options.home, cwd });
      if (!passed) return leave(1, 'other');
      view.print(`✻ Scripted Agent ${PROGRAM_VERSION}${options.model === null ? '' : ` · ${options.model}`}\n  ${cwd}\n`);
      for (const { role, text } of conversation.utterances) view.print(role === 'user' ? `> ${text}` : `● ${text}`);
      listening = true;
      status.write({ status: 'idle' });
      draw();
      if (options.interfacePath !== null) {
        interfaceServer = serveInterface(options.interfacePath, {
          state: () => (dialogs.open !== null ? 'waiting' : turns.busy ? 'busy' : 'idle'),
          submit(text) {
            const wasBusy = turns.busy;
            turns.submit(text.trim());
            draw();
            return wasBusy;
          },
          interrupt: escape,
        });
      }
      await runHooks('SessionStart', { source: options.resume === null ? 'startup' : 'resume' });
      if (options.prompt !== null) turns.submit(options.prompt);
    },
    press(key) {
      if (dialogs.open !== null) dialogs.press(key);
      else if (listening) pressInComposer(key);
      draw();
    },
    resized() {
      view.redraw();
    },
    async terminate(signal) {
      turns.interrupt();
      await leave(signal === 'SIGHUP' ? 129 : 143, 'other');
    },
  };
}
