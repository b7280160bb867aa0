import type { CodeBlock } from './documents.ts';

/** A command of a document with what it is said to print. */
export interface ShellExample {
  readonly command: string;
  /** Lines it prints, as written in the document. `…` stands for any number of lines. */
  readonly output: readonly string[];
  /** 0, unless the command ends in `# exit N`. */
  readonly exitCode: number;
  /** Line in the document. */
  readonly line: number;
}

/**
 * The commands of a block: in a `console` block lines that begin with `$ `, followed by what they print; in an `sh` block every line,
 * whatever it prints. A backslash at the end goes on in the next line.
 */
export function shellExamplesOf(block: CodeBlock): readonly ShellExample[] {
  const examples: { command: string; output: string[]; line: number }[] = [];
  const isConsole = block.language === 'console';
  let continues = false;
  block.text.split('\n').forEach((line, index) => {
    const last = examples.at(-1);
    if (continues && last !== undefined) last.command += `\n${line}`;
    else if (isConsole && !line.startsWith('$ ')) last?.output.push(line);
    else if (line.trim() !== '')
      examples.push({ command: isConsole ? line.slice(2) : line, output: isConsole ? [] : ['…'], line: block.line + index + 1 });
    else return;
    continues = (examples.at(-1)?.command ?? '').endsWith('\\') && (continues || !isConsole || line.startsWith('$ '));
  });
  return examples.map(({ command, output, line }) => ({
    command,
    output: trimmed(output),
    line,
    exitCode: Number(/# exit (\d+)$/.exec(command)?.[1] ?? 0),
  }));
}

/** Null when the output is what the document says; else the first line of the document that was not printed. What differs from run to run does not count. */
export function missingLine(expected: readonly string[], printed: string): string | null {
  const actual = printed.split('\n').map(masked);
  let at = 0;
  for (const line of expected.filter((each) => each.trim() !== '' && each.trim() !== '…')) {
    const found = actual.indexOf(masked(line), at);
    if (found === -1) return line;
    at = found + 1;
  }
  return null;
}

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:scripted|claude-code)\b/g, 'AGENT'],
  [/\bm-[0-9a-f]{4,}\b/g, 'MESSAGE'],
  [/\b[0-9a-f]{7,40}\b/g, 'COMMIT'],
  // How far it has come in the moment it was asked.
  [/\b(?:starting|unknown)\b/g, 'STARTING'],
  [/\s+\d+ messages? to deliver/g, ''],
  [/<?\b\d+%/g, 'SHARE'],
  [/\b\d+(?:\.\d+)?[KMG]\b/g, 'MEMORY'],
  [/(?<=^|[\s("':])[~/][^\s"'),:]*/g, 'PATH'],
  [/\b\d+(?:\.\d+)? ?(?:ms|s|m|h)\b/g, 'TIME'],
  [/\d+/g, '0'],
  [/\s+/g, ' '],
];

function masked(line: string): string {
  return MASKS.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), line).trim();
}

function trimmed(lines: readonly string[]): readonly string[] {
  return lines.join('\n').trim() === '' ? [] : lines.join('\n').replace(/\s+$/, '').split('\n');
}
