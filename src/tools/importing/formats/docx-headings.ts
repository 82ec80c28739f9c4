import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A part of a Word document in mammoth's form. */
export interface WordPart {
  type: string;
  children?: WordPart[];
  value?: string;
  styleId?: string | null;
  styleName?: string | null;
  numbering?: object | null;
  isBold?: boolean;
  isHeader?: boolean;
}

interface Style {
  name: string;
  base: string | undefined;
  /** Heading level from 1; 10 is body text. */
  level: number | undefined;
}

/** Splits a text into the piece between two marks, without them, and what stands around it; undefined where one is missing. */
function around(xml: string, open: string, close: string): [string, string, string] | undefined {
  const start = xml.indexOf(open);
  const end = start < 0 ? -1 : xml.indexOf(close, start + open.length);
  if (end < 0) return undefined;
  return [xml.slice(0, start), xml.slice(start + open.length, end), xml.slice(end + close.length)];
}

const without = (xml: string, open: string, close: string): string => {
  const found = around(xml, open, close);
  return found ? found[0] + found[2] : xml;
};

const value = (xml: string, element: string): string | undefined =>
  around(around(xml, `<w:${element} `, '>')?.[1] ?? '', 'w:val="', '"')?.[1];

/** Returns the style for paragraphs whose level is set on the paragraph itself. */
const levelStyle = (level: number): string => `ImportedLevel${level}`;

/**
 * Finds the heading styles of a Word document: by name, by outline level, or by the style they are based on.
 *
 * @returns rules for mammoth's style map
 */
export function headingRules(stylesXml: string): string[] {
  const styles = new Map<string, Style>();
  for (const all of stylesXml.split('<w:style ').slice(1)) {
    const tag = all.slice(0, all.indexOf('>'));
    const id = around(tag, 'w:styleId="', '"')?.[1];
    if (!id) continue;
    const outline = value(all, 'outlineLvl');
    const name = value(all, 'name') ?? id;
    const named = /^heading (\d)$/i.exec(name)?.[1] ?? (/^heading$/i.test(name) ? '1' : undefined);
    const level = named ? Number(named) : outline === undefined ? undefined : Number(outline) + 1;
    if (tag.includes('w:type="paragraph"')) styles.set(id, { name, base: value(all, 'basedOn'), level });
  }
  return [...styles].flatMap(([id, { name }]) => {
    let at = styles.get(id);
    for (let steps = 0; at && at.level === undefined && !isTitle(at) && steps < 10; steps++)
      at = styles.get(at.base ?? '');
    if (at && isTitle(at) && at.name !== name && /^[\w-]+$/.test(id)) return [`p.${id} => h1:fresh`];
    const level = at?.level;
    if (level === undefined || level > 9 || /^(?:title|subtitle|toc\b.{0,20})$/i.test(name)) return [];
    return /^[\w-]+$/.test(id) ? [`p.${id} => h${Math.min(level, 6)}:fresh`] : [];
  });
}

const isTitle = ({ name }: Style): boolean => /^title$/i.test(name);

/** Finds the styles of tables that show the first row in bold, as Word does with rows of names. */
export function headedTableStyles(stylesXml: string): ReadonlySet<string> {
  return new Set(
    stylesXml
      .split('<w:style ')
      .slice(1)
      .flatMap((style) => {
        const id = around(style.slice(0, style.indexOf('>')), 'w:styleId="', '"')?.[1];
        const first = around(style, '<w:tblStylePr w:type="firstRow"', '</w:tblStylePr>')?.[1] ?? '';
        return id && /<w:b(?:\/>| w:val="(?:1|true|on)")/.test(first) ? [id] : [];
      })
  );
}

/** Marks the first rows of tables with such a style as the ones that name the columns. */
export function markHeaderRows(part: WordPart, styles: ReadonlySet<string>): WordPart {
  if (!part.children) return part;
  const children = part.children.map((child) => markHeaderRows(child, styles));
  const [first, ...rows] = children;
  if (part.type !== 'table' || !first || rows.length === 0 || !styles.has(part.styleId ?? ''))
    return { ...part, children };
  return { ...part, children: [{ ...first, isHeader: true }, ...rows] };
}

/** Returns the text of one part of a Word file that was checked before; empty if there is none. */
export function readPart(bytes: Uint8Array, name: string): string {
  const part = unzipSync(bytes, { filter: (file) => file.name === name })[name];
  return part ? strFromU8(part) : '';
}

/** Matches the address of a link whose field says more than the address, such as the text of its tip. */
const addressField =
  /(<w:instrText[^>]{0,100}>\s*HYPERLINK\s+)(?:\\[a-z]\s+)?("[^"<]{1,2000}"|&quot;[^<]{1,2000}?&quot;)[^<]{0,2000}(?=<\/w:instrText>)/g;

/** Matches a field written in one element, which mammoth leaves out with its text. */
const simpleField = /<w:fldSimple\s[^>]{0,100}?w:instr="([^"]{0,3000})"[^>]{0,100}>/g;

/** Writes fields as mammoth reads them: links without what else is said of them, and those in one element in several. */
function plainFields(xml: string): string {
  const field = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  return xml
    .replace(
      simpleField,
      (_all, code: string) => `${field('begin')}<w:r><w:instrText>${code}</w:instrText></w:r>${field('separate')}`
    )
    .replaceAll('</w:fldSimple>', field('end'))
    .replace(addressField, (_all, start: string, address: string) => `${start}${address}`)
    .replace(/(<w:instrText[^>]{0,100}>\s*HYPERLINK\s+)&quot;([^<]{1,2000}?)&quot;/g, '$1"$2"');
}

/** Returns XML without the runs that Word does not show. */
export function withoutHidden(xml: string): string {
  if (!/<w:vanish(?:\/>|\s)/.test(xml)) return xml;
  const [first = '', ...runs] = xml.split(/(?=<w:r[\s>])/);
  return [
    first,
    ...runs.map((run) => {
      const end = run.indexOf('</w:r>');
      const isHidden = /<w:vanish(?:\/>|\s+w:val="(?:1|true|on)"\s*\/>)/.test(
        run.slice(0, Math.max(0, run.indexOf('</w:rPr>')))
      );
      return isHidden && end >= 0 ? run.slice(end + '</w:r>'.length) : run;
    })
  ].join('');
}

/** Matches letters set above the line without being named superscript, as LibreOffice writes them: 10³ is not 103. */
const raised = /<w:position w:val="[1-9]\d{0,2}"\/>/g;

/**
 * Gives paragraphs with their own outline level a style for it that mammoth can see, and raised letters the mark of
 * superscript; leaves hidden text out, and writes fields as mammoth reads them.
 */
export function styleOutlineLevels(bytes: Uint8Array): { bytes: Uint8Array; rules: string[] } {
  const name = 'word/document.xml';
  const written = readPart(bytes, name);
  const xml = plainFields(withoutHidden(written)).replace(raised, '<w:vertAlign w:val="superscript"/>');
  const outlined = /<w:outlineLvl\s/.test(xml);
  if (!outlined && xml === written) return { bytes, rules: [] };
  const withStyle = (inner: string): string => {
    const level = Number(value(inner, 'outlineLvl') ?? 9) + 1;
    if (level > 9 || /^(?:Heading|Title)/.test(value(inner, 'pStyle') ?? '')) return inner;
    const rest = without(without(inner, '<w:pStyle ', '/>'), '<w:numPr>', '</w:numPr>');
    return `<w:pStyle w:val="${levelStyle(level)}"/>${rest}`;
  };
  const [first = '', ...paragraphs] = xml.split('<w:pPr>');
  const changed = [
    first,
    ...paragraphs.map((piece) => {
      const end = piece.indexOf('</w:pPr>');
      return `<w:pPr>${end < 0 ? piece : withStyle(piece.slice(0, end)) + piece.slice(end)}`;
    })
  ].join('');
  const rules = Array.from(
    { length: 9 },
    (_, index) => `p.${levelStyle(index + 1)} => h${Math.min(index + 1, 6)}:fresh`
  );
  return { bytes: zipSync({ ...unzipSync(bytes), [name]: strToU8(changed) }, { level: 1 }), rules };
}

const runsOf = (part: WordPart): WordPart[] => (part.type === 'run' ? [part] : (part.children ?? []).flatMap(runsOf));
const textOf = (part: WordPart): string => part.value ?? (part.children ?? []).map(textOf).join('');

function looksLikeHeading(part: WordPart): boolean {
  if (part.type !== 'paragraph' || part.numbering || /^(?:Heading|Title|Imported)/.test(part.styleId ?? ''))
    return false;
  const text = textOf(part).trim();
  const runs = runsOf(part).filter((run) => textOf(run).trim());
  if (!text || text.length > 90 || /[.,;]$/.test(text) || !/\p{L}/u.test(text)) return false;
  return runs.length > 0 && runs.every(({ isBold }) => isBold);
}

/**
 * Turns short paragraphs that are wholly bold into headings if other text follows them, as many authors write headings
 * this way. Tables and lists stay as they are, and so does a document that is bold throughout.
 *
 * @param rules of the style map, whose styles are headings already
 */
export function promoteBold(document: WordPart, rules: readonly string[]): WordPart {
  const { children = [] } = document;
  const styled = new Set(rules.map((rule) => /^p\.([\w-]+)/.exec(rule)?.[1]));
  const isStyled = ({ styleId }: WordPart): boolean =>
    Boolean(styleId && (styled.has(styleId) || /^Title$/.test(styleId)));
  const written = children.filter((part) => part.type !== 'paragraph' || textOf(part).trim());
  const bold = written.filter((part) => looksLikeHeading(part) && !isStyled(part));
  if (bold.length === 0 || bold.length > written.length * 0.6) return document;
  const top = written.some(isStyled) ? 2 : 1;
  const promoted = new Set(bold.filter((part) => written.indexOf(part) < written.length - 1));
  return {
    ...document,
    children: children.map((part) => {
      if (!promoted.has(part)) return part;
      const level = top === 1 && part === written[0] ? 1 : 2;
      return { ...part, styleId: levelStyle(level), styleName: null };
    })
  };
}
