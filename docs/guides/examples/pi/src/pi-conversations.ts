import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameProcess, oneLine } from '@ao/adapter-kit';
import type { AgentSignal, AgentStatusRequest } from '@ao/ports';
import { z } from 'zod';

const CONVERSATION_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TAIL_BYTES = 256 * 1024;

const entrySchema = z.object({
  type: z.literal('message'),
  timestamp: z.iso.datetime(),
  message: z.object({ role: z.string(), stopReason: z.string().optional(), errorMessage: z.string().optional() }),
});

/** The file Pi keeps a conversation in; null when there is none. It comes with the first answer of the model. */
export async function findConversation(
  agentSessionId: string | null,
  { env, worktreePath }: Pick<AgentStatusRequest, 'env' | 'worktreePath'>,
): Promise<string | null> {
  if (agentSessionId === null || !CONVERSATION_ID.test(agentSessionId)) return null;
  const home = env['PI_CODING_AGENT_DIR'] ?? join(env['HOME'] ?? '/', '.pi', 'agent');
  const usual = join(home, 'sessions', `--${worktreePath.replace(/^\//, '').replaceAll(/[/:]/g, '-')}--`);
  const folder = env['PI_CODING_AGENT_SESSION_DIR'] ?? usual;
  const name = (await readdir(folder).catch(() => [])).find((each) => each.endsWith(`_${agentSessionId}.jsonl`));
  return name === undefined ? null : join(folder, name);
}

/** The second source: the newest message Pi has written down. What it still writes is not there, so between two it is at work. */
export async function readPiStatus(request: AgentStatusRequest): Promise<AgentSignal | null> {
  const path = await findConversation(request.agentSessionId, request);
  if (path === null || !(await isSameProcess(request.process))) return null;
  const newest = (await tailOf(path))
    .split('\n')
    .map(entryOf)
    .findLast((entry) => entry !== null);
  if (newest === undefined || newest === null) return null;
  const { role, stopReason, errorMessage } = newest.message;
  const isOver = role === 'assistant' && stopReason !== 'toolUse';
  return {
    type: 'activity',
    at: Date.parse(newest.timestamp),
    source: 'status_file',
    evidence: oneLine(`conversation: ${role} ${stopReason ?? ''}`),
    state: isOver ? 'idle' : 'active',
    detail: stopReason === 'error' ? oneLine(`stopped by an error: ${errorMessage ?? 'unknown'}`) : null,
    correlationId: null,
    turnBoundary: isOver,
  };
}

function entryOf(line: string): z.infer<typeof entrySchema> | null {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

async function tailOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
