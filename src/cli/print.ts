import { marked, type Token, type Tokens } from 'marked';
import type { Action, Card, Folded, Link, Tile } from '../core/model/card.ts';
import { createColours } from '../tools/doctor/colours.ts';
import { esc, visibleLength, wrap } from './wrap.ts';

/** Drawing options of a terminal. */
export interface PrintOptions {
  /** Characters a line; text is wrapped at this width. */
  width: number;
  colour: boolean;
  /** True if the terminal is known to make links clickable (OSC 8); otherwise the address is printed. */
  hyperlinks: boolean;
  /** True if a number can be typed to press a button. Otherwise buttons are left out and folded text is printed. */
  interactive?: boolean;
}

/** Action of the button that prints folded text; handled by the conversation itself. */
export const unfoldAction = 'terminal.unfold';

/** Programs that support OSC 8 links and identify themselves (github.com/Alhadis/OSC8-Adoption). */
const linkPrograms = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'Tabby', 'rio', 'WarpTerminal']);

/** Returns true if a terminal is known to support links; for all others addresses are printed. */
export function drawsLinks(environment: Readonly<Record<string, string | undefined>>): boolean {
  const { TERM = '', TERM_PROGRAM = '', VTE_VERSION = '', WT_SESSION, KITTY_WINDOW_ID, KONSOLE_VERSION } = environment;
  if (/^(?:screen|tmux|dumb|linux)/.test(TERM)) return false;
  return Boolean(
    linkPrograms.has(TERM_PROGRAM) ||
      Number(VTE_VERSION) >= 5000 ||
      WT_SESSION ||
      KITTY_WINDOW_ID ||
      KONSOLE_VERSION ||
      /^(?:xterm-kitty|alacritty|foot|wezterm)/.test(TERM)
  );
}

/** Control characters, which a terminal would execute, and marks that change the text direction. */
const controls = /(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu;

/** Returns external text made safe for a terminal. */
export function harmless(text: string): string {
  return text.replace(controls, '');
}

/** Creates a printer of cards for the terminal. Buttons are numbered, so that a number can be typed to press one. */
export function createPrinter({ width, colour, hyperlinks, interactive = false }: PrintOptions) {
  const colours = createColours(colour);
  const link = ({ label, url }: Link): string => {
    const shown = url.replace(/^mailto:/, '');
    if (hyperlinks) return `${esc}]8;;${url}${esc}\\${colours.underline(label)}${esc}]8;;${esc}\\`;
    return label === shown ? shown : `${label}: ${colours.cyan(shown)}`;
  };
  const inline = (tokens: readonly Token[] | undefined): string =>
    (tokens ?? [])
      .map((token): string => {
        switch (token.type) {
          case 'strong':
            return colours.bold(inline(token.tokens));
          case 'em':
            return colours.italic(inline(token.tokens));
          case 'codespan':
            return colours.cyan(token.text);
          case 'link':
            return link({ label: inline(token.tokens), url: (token as Tokens.Link).href });
          case 'br':
            return '\n';
          default:
            return 'tokens' in token && token.tokens ? inline(token.tokens) : 'text' in token ? String(token.text) : '';
        }
      })
      .join('');
  const markdown = (text: string): string[] =>
    marked.lexer(text).flatMap((token): string[] => {
      if (token.type === 'space') return [];
      if (token.type !== 'list')
        return [wrap('tokens' in token && token.tokens ? inline(token.tokens) : token.raw, width)];
      const { items, ordered, start } = token as Tokens.List;
      return items.map((item, index) => {
        const bullet = ordered ? `${Number(start) + index}. ` : '• ';
        return wrap(bullet + inline(item.tokens), width, ' '.repeat(bullet.length));
      });
    });

  /**
   * Returns the card as lines, and its buttons in the order of their numbers.
   *
   * @param unfolded true to print folded text; always so if nothing can be pressed
   */
  return (card: Card, unfolded = !interactive): { text: string; buttons: Action[] } => {
    const buttons: Action[] = [];
    const number = (action: Action): string => {
      buttons.push(action);
      return colours.cyan(`[${buttons.length}]`);
    };
    const lineOf = (actions: readonly Action[] = []): string[] =>
      interactive ? actions.map((action) => `${number(action)} ${action.label}`) : [];
    const linkLines = (links: readonly Link[] = []): string[] =>
      links.map((one) => wrap(`→ ${link(one)}`, width, '  '));
    const tileLines = ({ title, subtitle, text, links, actions = [] }: Tile): string[] => {
      const [only, ...others] = actions;
      const single = interactive && only && others.length === 0;
      const mark = single ? number(only) : '•';
      const indent = ' '.repeat(visibleLength(mark) + 1);
      const head = `${mark} ${colours.bold(title)}${subtitle ? colours.dim(` · ${subtitle}`) : ''}`;
      return [
        wrap(head, width, indent),
        ...(text ?? '').split('\n').flatMap((each) => (each ? [indent + wrap(each, width, indent)] : [])),
        ...linkLines(links).map((line) => indent + line),
        ...(single ? [] : lineOf(actions))
      ];
    };
    const foldedLines = (more: Folded): string[] =>
      unfolded
        ? [
            '',
            ...markdown(more.text ?? ''),
            ...linkLines(more.links),
            ...(more.tiles ?? []).flatMap(tileLines),
            ...lineOf(more.actions)
          ]
        : [`${number({ id: unfoldAction, label: more.label, value: '' })} ${more.label}`];
    const thumbs = (about: string): string =>
      `Was this helpful? ${number({ id: 'helpful', label: 'Yes', value: about })} Yes  ${number({ id: 'unhelpful', label: 'No', value: about })} No`;
    const parts: string[] = [
      colours.bold(wrap(card.title, width)),
      ...(card.subtitle ? [colours.dim(wrap(card.subtitle, width))] : []),
      ...(card.quote ? [colours.dim(wrap(`“${harmless(card.quote)}”`, width))] : []),
      ...(card.text ? ['', ...markdown(card.text)] : []),
      ...(card.note ? [colours.yellow(wrap(`! ${card.note}`, width, '  '))] : []),
      ...(card.facts ?? []).map(({ label, value }) =>
        wrap(`${colours.bold(`${label}:`)} ${harmless(value)}`, width, '  ')
      ),
      ...(card.links?.length ? ['', ...linkLines(card.links)] : []),
      ...(card.tiles?.length ? ['', ...card.tiles.flatMap(tileLines)] : []),
      ...(card.actions?.length && interactive ? ['', ...lineOf(card.actions)] : []),
      ...(card.more ? foldedLines(card.more) : []),
      ...(card.feedback && interactive ? ['', thumbs(card.feedback.about)] : []),
      ...(card.footer ? ['', colours.dim(wrap(card.footer, width))] : [])
    ];
    return { text: `${parts.join('\n')}\n`, buttons };
  };
}
