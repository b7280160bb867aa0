import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutputCollector } from './output-collector.ts';

test('keeps exactly the first bytes, however they are cut into chunks', () => {
  const anyChunks = fc.array(fc.uint8Array({ maxLength: 12 }));
  fc.assert(
    fc.property(anyChunks, fc.nat({ max: 60 }), (chunks, limitBytes) => {
      const collector = createOutputCollector(limitBytes);
      for (const chunk of chunks) collector.add(Buffer.from(chunk));
      const all = Buffer.concat(chunks);
      expect(collector.bytes()).toEqual(all.subarray(0, limitBytes));
      expect(collector.truncated()).toBe(all.length > limitBytes);
    }),
  );
});
