import {
  AoError,
  cleanMessageText,
  MESSAGE_MAX_BYTES,
  parseProjectId,
  parseSessionId,
  PERMISSION_MODES,
  type PermissionMode,
  SESSION_KINDS,
  utf8Length,
} from '@ao/domain';
import type { SpawnCommand } from '@ao/session-manager';
import { cleanLine, LINE_MAX_CHARACTERS } from '../text/clean-line.ts';
import type { SpawnRequest, SpawnTask } from '../session-service.ts';
import { fingerprintOf } from './request-fingerprint.ts';

const KEY_PATTERN = /^[\x21-\x7e]{1,128}$/;
const COMMAND_MAX_ARGUMENTS = 1_000;
const TERMINAL_MAX_CELLS = 1_000;

/**
 * Turns what a person gave into a command. Fields that are not given, or hold nothing visible, are null.
 *
 * @throws AoError `INVALID_PROJECT_ID`, `PROMPT_TOO_LONG`, `PERMISSION_MODE_UNSUPPORTED`, `INVALID_REQUEST` with the fields in `details.issues`.
 */
export function parseSpawnRequest(request: SpawnRequest): SpawnCommand {
  const { kind = 'worker', command, size, queue = true, idempotencyKey } = request;
  const issues: { readonly path: string; readonly message: string }[] = [];
  const must = (holds: boolean, path: string, message: string) => {
    if (!holds) issues.push({ path, message });
  };
  const line = (path: 'agent' | 'runtime' | 'displayName' | 'branch' | 'base' | 'model' | 'issueId'): string | null => {
    const text = cleanLine(request[path] ?? '');
    must(text.length <= LINE_MAX_CHARACTERS, path, `It is longer than ${LINE_MAX_CHARACTERS} characters.`);
    // Read as an option by the program it is handed to.
    must(path === 'displayName' || path === 'issueId' || !text.startsWith('-'), path, 'It must not begin with a dash.');
    return text === '' ? null : text;
  };
  const lines = {
    agent: line('agent'),
    runtime: line('runtime'),
    displayName: line('displayName'),
    branch: line('branch'),
    base: line('base'),
    model: line('model'),
    issueId: line('issueId'),
  };

  must(SESSION_KINDS.includes(kind), 'kind', `It must be one of ${SESSION_KINDS.join(', ')}.`);
  must(command === undefined || (command.length > 0 && command.length <= COMMAND_MAX_ARGUMENTS), 'command', 'It must name a program.');
  must(command?.[0] !== '' && !command?.some((part) => part.includes('\u0000')), 'command', 'A part of it is not allowed.');
  must(size === undefined || (isCells(size.columns) && isCells(size.rows)), 'size', `Columns and rows must be 1 to ${TERMINAL_MAX_CELLS}.`);
  must(idempotencyKey === undefined || KEY_PATTERN.test(idempotencyKey), 'idempotencyKey', 'Use 1 to 128 visible ASCII characters.');
  const projectId = parseProjectId(request.projectId);
  if (issues.length > 0) {
    const fields = issues.map(({ path, message }) => `${path}: ${message}`);
    throw new AoError('INVALID_REQUEST', { message: `The session cannot be started like this. ${fields.join(' ')}`, details: { issues } });
  }
  return {
    projectId,
    kind,
    ...lines,
    spawnedBy: request.spawnedBy === undefined ? null : parseSessionId(request.spawnedBy),
    permissionMode: parsePermissionMode(request.permissionMode),
    command: command ?? null,
    prompt: parsePrompt(request.prompt),
    size: size ?? null,
    queue,
    idempotency: idempotencyKey === undefined ? null : { key: idempotencyKey, fingerprint: fingerprintOf(request) },
  };
}

/** The command with what was found out about its task. It is recognised by the request alone: the task may have changed meanwhile. */
export function withTask(command: SpawnCommand, request: SpawnRequest, { prompt, displayName }: SpawnTask): SpawnCommand {
  const whole = parseSpawnRequest({ ...request, prompt, displayName: displayName ?? request.displayName });
  return { ...whole, idempotency: command.idempotency };
}

function isCells(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= TERMINAL_MAX_CELLS;
}

function parsePermissionMode(mode: string | undefined): PermissionMode | null {
  if (mode === undefined) return null;
  const known = PERMISSION_MODES.find((candidate) => candidate === mode);
  if (known !== undefined) return known;
  const message = `There is no permission mode "${mode}". Use one of: ${PERMISSION_MODES.join(', ')}. Nothing was created.`;
  throw new AoError('PERMISSION_MODE_UNSUPPORTED', { message, details: { permissionMode: mode, supported: PERMISSION_MODES } });
}

function parsePrompt(prompt: string | undefined): string | null {
  const text = cleanMessageText(prompt ?? '');
  if (text.trim() === '') return null;
  const bytes = utf8Length(text);
  if (bytes <= MESSAGE_MAX_BYTES) return text;
  throw new AoError('PROMPT_TOO_LONG', { details: { bytes, limitBytes: MESSAGE_MAX_BYTES } });
}
