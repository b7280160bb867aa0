import { readFile } from 'node:fs/promises';
import { isSameProcess } from '@ao/adapter-kit';
import type { AgentSignal, AgentStatusRequest } from '@ao/ports';
import type { ProgramStatus } from '../program/status-file.ts';
import { statusPathOf } from '../program/status-file.ts';

/** Reads what the program notes about itself; null when it notes nothing, or when the note is left from a program that has ended. */
export async function readScriptedStatus(request: AgentStatusRequest, home: string): Promise<AgentSignal | null> {
  const note = await readFile(statusPathOf(home, request.process.pid), 'utf8').catch(() => null);
  if (note === null || !(await isSameProcess(request.process))) return null;
  const status = parse(note);
  if (status === null) return null;
  const waits = status.status === 'waiting';
  return {
    type: 'activity',
    at: status.updatedAt,
    source: 'status_file',
    evidence: `status file: ${status.status}${waits ? `, ${status.waitingFor}` : ''}`,
    state: STATES[waits ? status.waitingFor : status.status],
    detail: null,
    correlationId: null,
    turnBoundary: !waits,
  };
}

const STATES = {
  busy: 'active',
  idle: 'idle',
  'permission prompt': 'blocked',
  'dialog open': 'blocked',
  'input needed': 'waiting_input',
} as const;

function parse(text: string): (ProgramStatus & { readonly updatedAt: number }) | null {
  try {
    return JSON.parse(text) as ProgramStatus & { readonly updatedAt: number };
  } catch {
    return null;
  }
}
