import assert from 'node:assert/strict';
import { AoError, type ErrorCode, type ExitFacts, type RuntimeHandle } from '@ao/domain';
import type { AttachmentFrame, AttachRequest, RuntimeAttachment, RuntimeProbe, RuntimeV1 } from '@ao/ports';

/** Long enough for a slow machine; nothing waits for it when all is well. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 10;

/** Waits until something is so, and answers what it then is. Says what it was last when it never is. */
export async function eventually<Value>(what: string, look: () => Promise<Value> | Value, isSo: (value: Value) => boolean): Promise<Value> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await look();
    if (isSo(value)) return value;
    if (performance.now() > deadline) assert.fail(`${what} did not come; last seen: ${JSON.stringify(value)}`);
    await pause(LOOK_MS);
  }
}

/** Lets time pass. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until the program has printed a text, and answers all it has printed. */
export function outputWith(runtime: RuntimeV1, handle: RuntimeHandle, text: string): Promise<string> {
  return eventually(
    `output "${text}"`,
    () => allOutput(runtime, handle),
    (output) => output.includes(text),
  );
}

/** More lines than any case prints. */
const ALL_LINES = 10_000;

/**
 * All that was printed, from the beginning: raw output, one character for each byte, where the runtime keeps it. Otherwise what scrollback
 * and screen show of it, in the same form.
 */
export async function allOutput(runtime: RuntimeV1, handle: RuntimeHandle): Promise<string> {
  if (runtime.output === undefined) {
    const lines = await runtime.lines(handle, ALL_LINES);
    return Buffer.from(lines.map((line) => `${line}\r\n`).join('')).toString('latin1');
  }
  let text = '';
  for (let offset = 0; ; ) {
    const slice = await runtime.output(handle, offset, 1024 * 1024);
    if (slice.bytes.length === 0) return text;
    text += Buffer.from(slice.bytes).toString('latin1');
    offset = slice.offset + slice.bytes.length;
  }
}

/** Checks what a program has printed in all. Blanks at the end of a line, and empty lines at the end, cannot be seen on a screen. */
export async function assertPrinted(runtime: RuntimeV1, handle: RuntimeHandle, expected: string): Promise<void> {
  const visible = (text: string) => (runtime.output === undefined ? text.replaceAll(/[ ]+(?=\r\n)/g, '').trimEnd() : text);
  const printed = Buffer.from(await allOutput(runtime, handle), 'latin1').toString();
  assert.equal(visible(printed), visible(expected));
}

/** Waits until the program has ended, and answers how. */
export async function ended(runtime: RuntimeV1, handle: RuntimeHandle): Promise<ExitFacts> {
  const probe = await eventually(
    'the end of the program',
    () => probeOne(runtime, handle),
    ({ state }) => state === 'dead',
  );
  assert.equal(probe.state, 'dead');
  return probe.state === 'dead' ? probe.exit : assert.fail();
}

/** Probes one terminal. */
export async function probeOne(runtime: RuntimeV1, handle: RuntimeHandle): Promise<RuntimeProbe> {
  const [probe, ...others] = await runtime.probe([handle]);
  assert.equal(others.length, 0);
  return probe ?? assert.fail('a probe answers once for each handle');
}

/** Checks that something is refused with a code, and with a message that says something. */
export async function assertRefused(attempt: Promise<unknown>, code: ErrorCode): Promise<AoError> {
  const error = await attempt.then(
    () => assert.fail(`was not refused with ${code}`),
    (thrown: unknown) => thrown,
  );
  if (!AoError.isInstance(error)) throw error;
  assert.equal(error.code, code, error.message);
  assert.match(error.message, /\S.*\S/);
  return error;
}

/** A viewer that writes everything down. */
export interface RecordingViewer {
  readonly attachment: RuntimeAttachment;
  readonly frames: readonly AttachmentFrame[];
  readonly lost: readonly Error[];
  /** The bytes of all `data` frames, one character for each byte. */
  data(): string;
  /** The last picture and all data since, one character for each byte. */
  drawn(): string;
  /** Waits until a text was drawn. */
  sees(text: string): Promise<string>;
}

/** Attaches a viewer. Checks as it goes that nothing is missing and nothing comes twice. */
export async function attachViewer(
  runtime: RuntimeV1,
  handle: RuntimeHandle,
  request: Partial<AttachRequest> = {},
): Promise<RecordingViewer> {
  const frames: AttachmentFrame[] = [];
  const lost: Error[] = [];
  let expected = request.resumeFrom ?? null;
  const attachment = await runtime.attach(handle, {
    ...request,
    onFrame(frame) {
      const last = frames.at(-1);
      frames.push(copyOf(frame));
      assert.notEqual(last?.type, 'exit', 'nothing comes after an exit');
      if (frame.type === 'snapshot') expected = frame.offset;
      if (frame.type !== 'data') return;
      assert.equal(frame.offset, expected, 'data continues where the last frame ended');
      expected = frame.offset + frame.bytes.length;
    },
    onLost: (error) => lost.push(error),
  });
  const textOf = (frame: AttachmentFrame) =>
    frame.type === 'data' || frame.type === 'snapshot' ? Buffer.from(frame.bytes).toString('latin1') : '';
  const data = () =>
    frames
      .filter(({ type }) => type === 'data')
      .map(textOf)
      .join('');
  const drawn = () =>
    frames
      .slice(
        Math.max(
          0,
          frames.findLastIndex(({ type }) => type === 'snapshot'),
        ),
      )
      .map(textOf)
      .join('');
  return {
    attachment,
    frames,
    lost,
    data,
    drawn,
    sees: (text) => eventually(`"${text}" in the viewer`, drawn, (seen) => seen.includes(text)),
  };
}

/** Frames may be views of memory that is used again. */
function copyOf(frame: AttachmentFrame): AttachmentFrame {
  return frame.type === 'data' || frame.type === 'snapshot' ? { ...frame, bytes: Uint8Array.from(frame.bytes) } : frame;
}
