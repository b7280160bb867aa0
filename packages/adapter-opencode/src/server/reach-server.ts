import { AoError } from '@ao/domain';
import type { AgentContact } from '@ao/ports';
import { type LaunchNote, readLaunchNote } from '../launch/launch-note.ts';
import type { OpencodeAddress } from './opencode-address.ts';
import { callOpencode, OpencodeCallError } from './opencode-call.ts';

const HEALTH_WITHIN_MS = 3_000;

/** The error every failed connection ends with. */
export function unreachable(message: string): AoError {
  return new AoError('AGENT_INTERFACE_UNREACHABLE', { message });
}

/**
 * The note of the launch a contact is about.
 *
 * @throws AoError `AGENT_INTERFACE_UNREACHABLE` when that launch was planned without one, or another has replaced it.
 */
export async function noteOf(contact: AgentContact): Promise<LaunchNote> {
  const note = await readLaunchNote(contact.privateDirectory, contact.launchId);
  if (note === null) throw unreachable('Where this opencode listens was never noted, or another launch has taken its place.');
  return note;
}

/**
 * What stands at the port.
 *
 * - `ours`: the opencode of this launch
 * - `nobody`: nothing listens (yet, or any more)
 * - `stranger`: another program. The opencode of this launch then waits for ever, with an empty screen
 * - `silent`: something listens, but does not answer in time
 */
export type PortHolder = 'ours' | 'nobody' | 'stranger' | 'silent';

/** Finds out who listens at the port of a launch. Only the opencode of the launch knows its password. */
export async function whoListens(address: OpencodeAddress, signal?: AbortSignal): Promise<PortHolder> {
  try {
    const { status, document } = await callOpencode(
      address,
      { method: 'GET', path: '/global/health', timeoutMs: HEALTH_WITHIN_MS },
      signal,
    );
    const isHealthy = typeof document === 'object' && document !== null && 'healthy' in document;
    return status === 200 && isHealthy ? 'ours' : 'stranger';
  } catch (error) {
    if (!(error instanceof OpencodeCallError)) throw error;
    if (!error.wasSent) return 'nobody';
    return /Parse Error|HPE_/.test(error.message) ? 'stranger' : 'silent';
  }
}
