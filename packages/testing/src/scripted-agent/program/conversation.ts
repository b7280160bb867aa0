import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One thing said. */
export interface Utterance {
  readonly role: 'user' | 'agent';
  readonly text: string;
}

/** A conversation that is written to its transcript as it goes. */
export interface Conversation {
  readonly id: string;
  readonly transcriptPath: string;
  readonly utterances: readonly Utterance[];
  add(utterance: Utterance): void;
}

/** Where the transcript of a conversation lies. */
export function transcriptPathOf(home: string, id: string): string {
  return join(home, 'transcripts', `${id}.jsonl`);
}

/** Begins a conversation. Its transcript appears with the first thing said. Throws when the id was used before. */
export function beginConversation(home: string, id: string): Conversation {
  const transcriptPath = transcriptPathOf(home, id);
  if (existsSync(transcriptPath)) throw new Error(`Session ID ${id} is already in use.`);
  return conversation(id, transcriptPath, []);
}

/** Goes on with a conversation. Throws when there is none with that id. */
export function resumeConversation(home: string, id: string): Conversation {
  const transcriptPath = transcriptPathOf(home, id);
  if (!existsSync(transcriptPath)) throw new Error(`No conversation found with session ID: ${id}`);
  const lines = readFileSync(transcriptPath, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return conversation(
    id,
    transcriptPath,
    lines.map((line) => JSON.parse(line) as Utterance),
  );
}

function conversation(id: string, transcriptPath: string, known: readonly Utterance[]): Conversation {
  const utterances = [...known];
  return {
    id,
    transcriptPath,
    utterances,
    add(utterance) {
      utterances.push(utterance);
      mkdirSync(dirname(transcriptPath), { recursive: true, mode: 0o700 });
      appendFileSync(transcriptPath, `${JSON.stringify(utterance)}\n`, { mode: 0o600 });
    },
  };
}
