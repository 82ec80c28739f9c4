const { sqrt, max } = Math;

/**
 * How much of the spread is taken to be the same in all directions: with few phrasings the measured one is noise. Half was as
 * good as any share from 0.3 to 0.7 on the validation halves of the public sets.
 */
const shrinkage = 0.5;
/** The spread is measured on at most about this many phrasings. */
const mostMeasured = 4000;

/**
 * Measures how the phrasings of one document differ from one another: directions in which they differ much say little about
 * which document is meant (Fisher's linear discriminant with the covariance pooled over documents and shrunk).
 *
 * @param documents unit vectors of the phrasings of each document, all zero where there is none
 * @returns the lower triangle of the Cholesky factor of the covariance, row by row
 */
export function measureSpread(documents: readonly (readonly Float32Array[])[], dim: number): Float32Array {
  const sums = new Float64Array(dim * dim);
  const middle = new Float64Array(dim);
  const apart = new Float64Array(dim);
  const all = documents.reduce((sum, { length }) => sum + length, 0);
  const stride = max(1, Math.ceil(all / mostMeasured));
  let count = 0;
  let p = -1;
  for (const vectors of documents) {
    middle.fill(0);
    for (const v of vectors) for (let i = 0; i < dim; i++) middle[i]! += v[i]! / vectors.length;
    for (const v of vectors) {
      if (++p % stride !== 0 || vectors.length < 2) continue;
      count++;
      for (let i = 0; i < dim; i++) apart[i] = v[i]! - middle[i]!;
      for (let i = 0; i < dim; i++) for (let j = 0; j <= i; j++) sums[i * dim + j]! += apart[i]! * apart[j]!;
    }
  }
  let trace = 0;
  for (let i = 0; i < dim; i++) trace += sums[i * dim + i]!;
  // With nothing measured all directions are alike, and whitening changes nothing.
  const [own, shared] = trace > 0 ? [(1 - shrinkage) / count, (shrinkage * trace) / (count * dim)] : [0, 1];
  const factor = new Float32Array((dim * (dim + 1)) / 2);
  for (let i = 0; i < dim; i++) {
    const row = (i * (i + 1)) / 2;
    for (let j = 0; j <= i; j++) {
      const other = (j * (j + 1)) / 2;
      let sum = sums[i * dim + j]! * own + (i === j ? shared : 0);
      for (let k = 0; k < j; k++) sum -= factor[row + k]! * factor[other + k]!;
      factor[row + j] = i === j ? sqrt(max(sum, 1e-9)) : sum / factor[other + j]!;
    }
  }
  return factor;
}

/** Divides a vector by the spread, in place: solves the triangular system. */
export function whiten(vector: Float32Array, factor: Float32Array): void {
  for (let i = 0, at = 0; i < vector.length; i++) {
    let sum = vector[i]!;
    for (let k = 0; k < i; k++) sum -= factor[at++]! * vector[k]!;
    vector[i] = sum / factor[at++]!;
  }
}
