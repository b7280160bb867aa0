// @ts-check
import { spawn } from 'node:child_process';

/**
 * Loaded by Pi (`pi --extension`). Tells ao what Pi does: each event goes to the hook command, one after the other.
 *
 * @typedef {{ sessionManager: { getSessionId(): string } }} Context
 * @param {{ on(event: string, handler: (event: any, context: Context) => Promise<void>): void }} pi
 */
// oxlint-disable-next-line import/no-default-export -- Pi wants it so
export default function reportToAo(pi) {
  let last = Promise.resolve();
  /** @param {object} payload */
  const report = (payload) => (last = last.then(() => runHook(JSON.stringify(payload))));
  const cut = (/** @type {unknown} */ value) => JSON.stringify(value ?? null).slice(0, 2_000);

  pi.on('session_start', (_event, context) => report({ event: 'session_start', conversation: context.sessionManager.getSessionId() }));
  pi.on('input', (event) => report({ event: 'input', text: event.text, source: event.source }));
  pi.on('agent_start', () => report({ event: 'agent_start' }));
  pi.on('tool_execution_start', (event) => report({ event: 'tool_start', tool: event.toolName, input: cut(event.args) }));
  pi.on('agent_end', (event) => {
    const message = event.messages.at(-1);
    return report({ event: 'agent_end', reason: message?.stopReason, error: message?.errorMessage });
  });
}

/** @param {string} payload @returns {Promise<void>} */
function runHook(payload) {
  return new Promise((resolve) => {
    const hook = spawn('/bin/sh', ['-c', process.env['AO_PI_HOOK'] ?? 'exit'], { stdio: ['pipe', 'ignore', 'ignore'] });
    hook.once('close', () => resolve());
    hook.once('error', () => resolve());
    hook.stdin.on('error', () => undefined);
    hook.stdin.end(payload);
  });
}
