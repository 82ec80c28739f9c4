import { findPersonal } from '../../../src/core/privacy/index.ts';

/** Score of the masks on labelled messages: shares of stretches, 0 to 1, and those that went wrong. */
export interface Score {
  labels: number;
  masked: number;
  /** Labelled stretches of which every character was masked, of all labelled. */
  recall: number;
  /** Masked stretches that touch a labelled one, of all masked. */
  precision: number;
  missed: string[];
  wrong: string[];
}

export function scoreMasks(lines: readonly { text: string }[]): Score {
  const missed: string[] = [];
  const wrong: string[] = [];
  let [labels, masked] = [0, 0];
  for (const line of lines) {
    const { text, spans } = unlabel(line.text);
    const found = findPersonal(text);
    const covered = (place: number): boolean => found.some(({ from, to }) => from <= place && place < to);
    for (const [from, to] of spans) {
      labels += 1;
      for (let place = from; place < to; place++) {
        if (covered(place)) continue;
        missed.push(text.slice(from, to));
        break;
      }
    }
    for (const { from, to } of found) {
      masked += 1;
      if (!spans.some(([start, end]) => from < end && start < to)) wrong.push(text.slice(from, to));
    }
  }
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  return {
    labels,
    masked,
    recall: share(labels - missed.length, labels),
    precision: share(masked - wrong.length, masked),
    missed,
    wrong
  };
}

function unlabel(labelled: string): { text: string; spans: [from: number, to: number][] } {
  const spans: [number, number][] = [];
  let text = '';
  let at = 0;
  for (const { 0: whole, 1: inner = '', index } of labelled.matchAll(/\{\{\w+\|([^}]+)\}\}/g)) {
    text += labelled.slice(at, index);
    spans.push([text.length, text.length + inner.length]);
    text += inner;
    at = index + whole.length;
  }
  return { text: text + labelled.slice(at), spans };
}
