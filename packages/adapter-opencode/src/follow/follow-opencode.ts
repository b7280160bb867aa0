import type { IncomingMessage } from 'node:http';
import type { AgentContact, AgentSignal } from '@ao/ports';
import { type ConversationReader, createConversationReader } from '../events/conversation-reader.ts';
import { type OpencodeEvent, readOpencodeEvent } from '../events/opencode-event.ts';
import type { LaunchNote } from '../launch/launch-note.ts';
import { createEventStreamReader } from '../server/event-stream.ts';
import { openEvents } from '../server/opencode-call.ts';
import { noteOf, unreachable, whoListens } from '../server/reach-server.ts';
import { readPresentState } from './present-state.ts';

/** The server sends a heartbeat every 10 s; one that says nothing for so long hangs, or is stopped. */
const SILENCE_MAX_MS = 35_000;

/** What following needs beside the contact. */
export interface FollowSetting {
  readonly now: () => number;
}

/**
 * Follows the events of an opencode: see `AgentV1.follow`.
 *
 * @throws AoError `AGENT_INTERFACE_UNREACHABLE` when there is no connection, or it ends.
 */
export async function followOpencode(
  setting: FollowSetting,
  contact: AgentContact,
  listener: (signal: AgentSignal) => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const connection = new AbortController();
  const stop = AbortSignal.any([signal, connection.signal]);
  try {
    const note = await noteOf(contact);
    const stream = await openStream(setting, note, listener, stop);
    const reader = createConversationReader({ answersItself: note.answersItself });
    await readStream({ setting, note, contact, reader, listener }, stream, stop);
    throw unreachable('opencode has closed the connection.');
  } catch (error) {
    if (signal.aborted) return;
    throw error instanceof Error && error.name === 'AoError' ? error : unreachable(error instanceof Error ? error.message : String(error));
  } finally {
    connection.abort();
  }
}

async function openStream(
  setting: FollowSetting,
  note: LaunchNote,
  listener: (signal: AgentSignal) => void,
  stop: AbortSignal,
): Promise<IncomingMessage> {
  try {
    return await openEvents(note, stop);
  } catch (error) {
    if ((await whoListens(note, stop)) === 'stranger') {
      const detail = `opencode cannot start: another program has taken its port ${note.port} meanwhile. End the session's agent and restore it.`;
      const base = { at: setting.now(), source: 'api', evidence: `opencode: a stranger at port ${note.port}` } as const;
      listener({ ...base, type: 'activity', state: 'blocked', detail, correlationId: null, turnBoundary: true });
      throw unreachable(detail);
    }
    throw error;
  }
}

interface Following {
  readonly setting: FollowSetting;
  readonly note: LaunchNote;
  readonly contact: AgentContact;
  readonly reader: ConversationReader;
  readonly listener: (signal: AgentSignal) => void;
}

/** Collects events until the present state is known, then tells that state and what has come since, then every event as it comes. */
async function readStream(following: Following, stream: IncomingMessage, stop: AbortSignal): Promise<void> {
  const { setting, note, contact, reader, listener } = following;
  const messages = createEventStreamReader();
  let early: { readonly event: OpencodeEvent; readonly at: number }[] | null = [];
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  const silence = setTimeout(() => stream.destroy(new Error('opencode says nothing any more')), SILENCE_MAX_MS);

  const tell = (signals: readonly AgentSignal[]): void => {
    for (const each of signals) listener(each);
  };
  const begin = async (): Promise<void> => {
    const present = await readPresentState(note, contact, setting.now, stop);
    tell(reader.begin(present));
    const collected = early ?? [];
    early = null;
    for (const { event, at } of collected) tell(reader.take(event, at));
  };
  const beginning = begin().catch((error: unknown) => {
    stream.destroy();
    failed.reject(error);
  });

  const take = async (): Promise<void> => {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      silence.refresh();
      const at = setting.now();
      for (const data of messages.take(piece)) {
        const event = readOpencodeEvent(data);
        if (event === null) continue;
        if (early === null) tell(reader.take(event, at));
        else early.push({ event, at });
      }
    }
    await beginning;
  };
  try {
    await Promise.race([take(), failed.promise]);
  } finally {
    clearTimeout(silence);
    stream.destroy();
  }
}
