import { readFileSync } from 'node:fs';
import { AoError, MESSAGE_MAX_BYTES } from '@ao/domain';

/** Where the text of a prompt or message may come from. At most one of the three is used. */
export interface TextSources {
  /** Given as an argument or with a flag; `-` means standard input. */
  readonly text: string | undefined;
  /** A file; `-` means standard input. */
  readonly file: string | undefined;
  readonly readStandardInput: () => Promise<string>;
}

/**
 * Reads the text a person gave in one of the usual ways.
 *
 * @returns null when none was given.
 * @throws AoError `INVALID_REQUEST` when two were given or the file cannot be read, `MESSAGE_TOO_LONG` for a file above the limit.
 */
export async function readText(sources: TextSources): Promise<string | null> {
  if (sources.text !== undefined && sources.file !== undefined) {
    throw new AoError('INVALID_REQUEST', { message: 'Text and file are both given. Give one of them.' });
  }
  if (sources.text === '-' || sources.file === '-') return sources.readStandardInput();
  if (sources.file !== undefined) return readTextFile(sources.file);
  return sources.text ?? null;
}

function readTextFile(path: string): string {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AoError('INVALID_REQUEST', { message: `The file ${path} cannot be read: ${reason}.`, cause: error });
  }
  if (content.length > MESSAGE_MAX_BYTES) {
    throw new AoError('MESSAGE_TOO_LONG', { details: { bytes: content.length, limitBytes: MESSAGE_MAX_BYTES, path } });
  }
  return content.toString('utf8');
}

/** Reads standard input to its end, but not more than a message may have. */
export async function readStandardInput(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > MESSAGE_MAX_BYTES) throw new AoError('MESSAGE_TOO_LONG', { details: { limitBytes: MESSAGE_MAX_BYTES } });
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
