import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A command that prints without end must not fill the disk. */
const LOG_MAX_BYTES = 8 * 1024 * 1024;

/** The file people look into when a set-up fails. Writing never throws: a full disk must not hide how the command ended. */
export interface SetupLog {
  append(bytes: Uint8Array | string): void;
  /** Writes what is left and closes the file. */
  close(): Promise<void>;
}

/** Opens the log to append; makes its folder when needed. */
export async function openSetupLog(path: string): Promise<SetupLog> {
  await mkdir(dirname(path), { recursive: true });
  const stream = (await open(path, 'a', 0o600)).createWriteStream();
  stream.on('error', () => undefined);
  let writtenBytes = 0;
  return {
    append(bytes) {
      if (writtenBytes > LOG_MAX_BYTES) return;
      writtenBytes += bytes.length;
      stream.write(writtenBytes > LOG_MAX_BYTES ? `\n[more than ${LOG_MAX_BYTES} bytes: the rest is left out]\n` : bytes);
    },
    close: () =>
      new Promise((resolve) => {
        stream.once('close', resolve);
        stream.end();
      }),
  };
}
