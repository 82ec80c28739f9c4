import { styleText } from 'node:util';

const styles = ['bold', 'italic', 'dim', 'underline', 'red', 'green', 'yellow', 'cyan'] as const;

/** Styles of text for a terminal, by name. */
export type Colours = Record<(typeof styles)[number], (text: string) => string>;

/**
 * Returns functions that style text, or leave it unchanged.
 *
 * @param colour whether the terminal shows colours; decided by the caller, so Node is not asked again
 */
export function createColours(colour: boolean): Colours {
  const entries = styles.map((style) => [
    style,
    (text: string): string => (colour ? styleText(style, text, { validateStream: false }) : text)
  ]);
  return Object.fromEntries(entries) as Colours;
}
