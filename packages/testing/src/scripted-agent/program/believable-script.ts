import type { Step } from './script.ts';

const STOP_WORDS = new Set(['a', 'an', 'the', 'to', 'and', 'of', 'for', 'with', 'in', 'on', 'it', 'please', 'is', 'be']);
const FILE_NAME_WORDS = 4;

/**
 * What the agent does about a prompt in plain words: it looks round, writes a file, and says so. A prompt that speaks of running
 * tests makes it ask for permission; one that asks which makes it ask back.
 */
export function believableScript(prompt: string): readonly Step[] {
  const subject = firstLine(prompt);
  const file = `notes/${fileNameOf(subject)}.md`;
  const steps: (Step | null)[] = [
    step('say', `I'll have a look at the project before I start.`),
    step('think', '900'),
    step('read', 'README.md'),
    step('think', '1200'),
    /\bwhich\b.*\?/i.test(prompt) ? step('question', `${subject} | The simple one | The fast one`) : null,
    step('write', `${file} # ${subject}\n\nWhat was asked: ${subject}\n\n- looked at the project\n- wrote this note`),
    step('think', '1500'),
    /\b(?:run|npm|pnpm)\b.*\btests?\b/i.test(prompt) ? step('ask', 'Bash: npm test') : null,
    step('think', '600'),
    step('say', `Done. ${file} has what I did and why.`),
  ];
  return steps.filter((entry) => entry !== null);
}

function step(operation: string, argument: string): Step {
  return { operation, argument };
}

function firstLine(prompt: string): string {
  return prompt.trim().split('\n')[0]?.trim().slice(0, 120) ?? '';
}

function fileNameOf(text: string): string {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !STOP_WORDS.has(word));
  return words.slice(0, FILE_NAME_WORDS).join('-') || 'work';
}
