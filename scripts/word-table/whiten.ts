const { sqrt, max } = Math;

/** Share of the spread that is taken to be the same in all directions. Half was as good as any share from 0.3 to 0.7. */
const shrinkage = 0.5;

/**
 * Whitens word vectors: directions in which the questions of one entry differ much say little about which entry is meant, and
 * are made short (Fisher's linear discriminant with the covariance pooled over entries and shrunk).
 *
 * @param vectors of the words, one after another; changed in place
 * @param documents phrasings of each document, each as the numbers of its words
 */
export function whiten(
  vectors: Float32Array,
  dim: number,
  documents: readonly (readonly (readonly number[])[])[]
): void {
  const factor = spreadOf(
    documents.map((phrasings) => phrasings.map((words) => unitSum(vectors, dim, words))),
    dim
  );
  for (let start = 0; start < vectors.length; start += dim) {
    for (let i = 0; i < dim; i++) {
      let sum = vectors[start + i]!;
      for (let k = 0; k < i; k++) sum -= factor[i * dim + k]! * vectors[start + k]!;
      vectors[start + i] = sum / factor[i * dim + i]!;
    }
  }
}

/** Returns the sum of words' vectors, brought to length one. */
function unitSum(vectors: Float32Array, dim: number, words: readonly number[]): Float32Array {
  const sum = new Float32Array(dim);
  for (const word of words) for (let i = 0; i < dim; i++) sum[i]! += vectors[word * dim + i]!;
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

/** Returns the Cholesky factor of the shrunk covariance of vectors within their documents, a lower triangle row by row. */
function spreadOf(documents: readonly (readonly Float32Array[])[], dim: number): Float64Array {
  const covariance = new Float64Array(dim * dim);
  let count = 0;
  for (const vectors of documents) {
    if (vectors.length < 2) continue;
    const middle = new Float64Array(dim);
    for (const v of vectors) for (let i = 0; i < dim; i++) middle[i]! += v[i]! / vectors.length;
    for (const v of vectors) {
      count++;
      for (let i = 0; i < dim; i++)
        for (let j = 0; j <= i; j++) covariance[i * dim + j]! += (v[i]! - middle[i]!) * (v[j]! - middle[j]!);
    }
  }
  let trace = 0;
  for (let i = 0; i < dim; i++) trace += covariance[i * dim + i]! / count;
  const factor = new Float64Array(dim * dim);
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = (covariance[i * dim + j]! / count) * (1 - shrinkage) + (i === j ? (shrinkage * trace) / dim : 0);
      for (let k = 0; k < j; k++) sum -= factor[i * dim + k]! * factor[j * dim + k]!;
      factor[i * dim + j] = i === j ? sqrt(max(sum, 1e-9)) : sum / factor[j * dim + j]!;
    }
  }
  return factor;
}
