import type { AttachmentFrame } from '@ao/ports';
import { expect, test } from 'vitest';
import { createTerminalViewer } from './terminal-viewer.ts';

const SIZE = { columns: 80, rows: 24 };
const EXIT = { at: 1, code: 0, signal: null, evidence: 'exit_record' } as const;

function viewerWith() {
  const frames: AttachmentFrame[] = [];
  const asked: string[] = [];
  const viewer = createTerminalViewer({
    request: { onFrame: (frame) => frames.push(frame), onLost: (error) => asked.push(error.message) },
    onNeedsPicture: () => asked.push('picture'),
    onClosed: () => asked.push('closed'),
  });
  const seen = () =>
    frames.map((frame) => ('bytes' in frame ? `${frame.type} ${frame.offset} ${Buffer.from(frame.bytes).toString('latin1')}` : frame.type));
  return { viewer, seen, asked };
}

test('nothing comes before the picture, and the picture has what the program had begun to say', () => {
  const { viewer, seen } = viewerWith();
  viewer.data(Buffer.from('early'));
  viewer.size(SIZE);
  viewer.picture(Buffer.from('picture'), SIZE, Buffer.from('\u001b[3'));
  viewer.data(Buffer.from('1mred'));
  expect(seen()).toEqual(['snapshot 0 picture', 'data 0 \u001b[31mred']);
});

test('a question is kept back also when the picture was taken in the middle of it', () => {
  const { viewer, seen } = viewerWith();
  viewer.picture(Buffer.from('picture'), SIZE, Buffer.from('\u001b['));
  viewer.data(Buffer.from('6nbehind'));
  viewer.data(Buffer.from(' it'));
  expect(seen()).toEqual(['snapshot 0 picture', 'data 0 behind', 'data 6  it']);
});

test('what came while it was paused comes in order when it goes on, the end too', () => {
  const { viewer, seen, asked } = viewerWith();
  viewer.picture(Buffer.from('p'), SIZE, Buffer.alloc(0));
  viewer.pause();
  viewer.data(Buffer.from('one'));
  viewer.size(SIZE);
  viewer.exit(EXIT);
  expect(seen()).toEqual(['snapshot 0 p']);
  viewer.resume();
  expect(seen()).toEqual(['snapshot 0 p', 'data 0 one', 'size', 'exit']);
  expect(asked).toEqual(['closed']);
});

test('a viewer that missed too much asks for a picture, and takes nothing before it', () => {
  const { viewer, seen, asked } = viewerWith();
  viewer.picture(Buffer.from('p'), SIZE, Buffer.alloc(0));
  viewer.pause();
  viewer.data(Buffer.alloc(100_000, 'x'));
  viewer.data(Buffer.alloc(100_000, 'y'));
  viewer.resume();
  viewer.data(Buffer.from('z'));
  expect([seen(), asked]).toEqual([['snapshot 0 p'], ['picture']]);
  viewer.picture(Buffer.from('again'), SIZE, Buffer.alloc(0));
  viewer.data(Buffer.from('live'));
  expect(seen().slice(1)).toEqual(['snapshot 0 again', 'data 0 live']);
});

test('nothing comes after closing, which may be done twice', () => {
  const { viewer, seen, asked } = viewerWith();
  viewer.close();
  viewer.close();
  viewer.picture(Buffer.from('p'), SIZE, Buffer.alloc(0));
  viewer.lost(new Error('lost'));
  expect([seen(), asked]).toEqual([[], ['closed']]);
});

test('a viewer that is paused when the program ends gets the last picture, however large, and then the end', () => {
  const { viewer, seen, asked } = viewerWith();
  viewer.picture(Buffer.from('p'), SIZE, Buffer.alloc(0));
  viewer.pause();
  viewer.data(Buffer.from('missed'));
  const last = 'x'.repeat(300_000);
  viewer.picture(Buffer.from(last), SIZE, Buffer.alloc(0));
  viewer.exit(EXIT);
  viewer.resume();
  expect(seen()).toEqual(['snapshot 0 p', `snapshot 0 ${last}`, 'exit']);
  expect(asked).toEqual(['closed']);
});
