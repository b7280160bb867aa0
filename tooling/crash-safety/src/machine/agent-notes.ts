import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrashHome } from './crash-home.ts';

/** Everything agents have been told by anybody, in all conversations, one text for each time it was told. */
export function whatAgentsWereTold(home: CrashHome): readonly string[] {
  return transcripts(join(home.transcripts, 'transcripts')).flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map(saidToAgent)
      .filter((said) => said !== null),
  );
}

/** What a line of a transcript says the agent was told; null when it is the agent's own. */
function saidToAgent(line: string): string | null {
  const utterance: unknown = JSON.parse(line);
  if (typeof utterance !== 'object' || utterance === null || !('role' in utterance) || !('text' in utterance)) return null;
  return utterance.role === 'user' ? String(utterance.text) : null;
}

function transcripts(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  } catch {
    return [];
  }
}
