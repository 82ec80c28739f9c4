import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { framed, unframed } from '../../../src/knowledge/training/frames.ts';

test('messages come out whole and in order, however the stream was cut', () => {
  const messages = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
  fc.assert(
    fc.property(messages, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sent, cuts) => {
      const stream = Buffer.concat(sent.map(framed));
      const heard: Uint8Array[] = [];
      const take = unframed((message) => heard.push(Uint8Array.from(message)));
      for (let at = 0, i = 0; at < stream.length; i++) {
        const size = cuts[i % cuts.length]!;
        take(stream.subarray(at, at + size));
        at += size;
      }
      expect(heard).toEqual(sent);
    })
  );
});
