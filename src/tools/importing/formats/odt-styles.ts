import type { XmlElement } from './xml.ts';

/** Properties of a style of an OpenDocument text that Markdown can keep. */
interface StyleMarks {
  bold: boolean;
  italic: boolean;
  raised: boolean;
  /** Heading level of paragraphs with this style. */
  level?: number;
}

/** The styles of a document, by their names. */
export interface Styles {
  of(name: string): StyleMarks;
  /** Returns whether a list of a style numbers its items at a depth, from 0. */
  isNumbered(list: string, depth: number): boolean;
}

interface Style {
  parent: string;
  level: string | null;
  properties: XmlElement | null;
}

/** Longest chain of styles that are based on one another. */
const longestChain = 10;
const plain: StyleMarks = { bold: false, italic: false, raised: false };

/** Reads the styles of an OpenDocument text: those of its paragraphs' own, and the named ones that these are based on. */
export function odtStyles(...parts: readonly XmlElement[]): Styles {
  const styles = new Map<string, Style>();
  const numbered = new Map<string, ReadonlySet<string>>();
  for (const part of parts) {
    for (const element of part.querySelectorAll('style\\:style')) {
      const name = element.getAttribute('style:name') ?? '';
      if (!styles.has(name))
        styles.set(name, {
          parent: element.getAttribute('style:parent-style-name') ?? '',
          level: element.getAttribute('style:default-outline-level'),
          properties: element.querySelector('style\\:text-properties')
        });
    }
    for (const list of part.querySelectorAll('text\\:list-style')) {
      const levels = [...list.querySelectorAll('text\\:list-level-style-number')]
        .filter((level) => level.getAttribute('style:num-format'))
        .map((level) => level.getAttribute('text:level') ?? '');
      numbered.set(list.getAttribute('style:name') ?? '', new Set(levels));
    }
  }
  const known = new Map<string, StyleMarks>();
  const read = (name: string): StyleMarks => {
    const chain: Style[] = [];
    const names: string[] = [];
    for (let at = name; at && chain.length < longestChain; at = styles.get(at)?.parent ?? '') {
      const style = styles.get(at);
      names.push(at);
      if (style) chain.push(style);
    }
    const first = (attribute: string): string | undefined =>
      chain.map(({ properties }) => properties?.getAttribute(attribute)).find((value) => value != null) ?? undefined;
    const level = names.includes('Title') ? '1' : chain.map((style) => style.level).find(Boolean);
    return {
      bold: /^(?:bold|[6-9]00)$/.test(first('fo:font-weight') ?? ''),
      italic: /^(?:italic|oblique)$/.test(first('fo:font-style') ?? ''),
      raised: /^(?:super|[1-9])/.test(first('style:text-position') ?? ''),
      ...(level && { level: Number(level) })
    };
  };
  return {
    of: (name) => {
      if (!name) return plain;
      const marks = known.get(name) ?? read(name);
      known.set(name, marks);
      return marks;
    },
    isNumbered: (list, depth) => numbered.get(list)?.has(String(depth + 1)) ?? false
  };
}
