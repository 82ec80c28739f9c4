import {
  Document,
  ExternalHyperlink,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType
} from 'docx';
import type { Block, ResultDocument } from '../core/assessments/document.ts';
import { barLine } from './markdown.ts';

/** A4 page in twentieths of a point, with margins of 18 mm. */
const page = { size: { width: 11906, height: 16838 }, margin: { top: 1020, bottom: 1020, left: 1020, right: 1020 } };

/** Returns the style of a heading: dark, apart from what stands before it, and never alone at the end of a page. Sizes in half points. */
const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: '1F3A5F' },
  paragraph: { spacing: { before, after: 60 }, keepNext: true }
});

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2 } as const;

function cell(text: string, width: number, bold = false): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    children: [new Paragraph({ children: [new TextRun({ text, bold })] })]
  });
}

/** Returns the style of an item of a list; the last one stands apart from what follows. */
const bullet = (at: number, all: number) => ({
  bullet: { level: 0 },
  spacing: { after: at === all - 1 ? 100 : 0 }
});

function block(part: Block): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'heading':
      return [new Paragraph({ heading: levels[part.level], text: part.text })];
    case 'text':
      return [
        new Paragraph({
          spacing: { after: 80 },
          children: [new TextRun({ text: part.text, bold: part.strong ?? false })]
        })
      ];
    case 'list':
      return part.items.map((text, at) => new Paragraph({ text, ...bullet(at, part.items.length) }));
    case 'links':
      return part.links.map(({ label, url }, at) => {
        const children = [
          new ExternalHyperlink({ link: url, children: [new TextRun({ text: label, style: 'Hyperlink' })] })
        ];
        return new Paragraph({ children, ...bullet(at, part.links.length) });
      });
    case 'bars': {
      const head = new TableRow({
        tableHeader: true,
        children: [cell('Factor', 30, true), cell('Where you are', 70, true)]
      });
      const rows = part.rows.map(
        (row) => new TableRow({ children: [cell(row.label, 30, true), cell(barLine(row), 70)] })
      );
      return [new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...rows] })];
    }
    case 'blank':
      return Array.from({ length: part.lines }, () => new Paragraph({ text: '' }));
  }
}

/**
 * Writes a document as a Word file: real headings, lists, links and a table with a heading row, so that screen readers
 * follow.
 */
export async function toDocx({ title, blocks, foot, dense = false }: ResultDocument): Promise<Uint8Array> {
  const document = new Document({
    title,
    creator: 'Spread Bot',
    styles: {
      default: {
        document: { run: { font: 'Arial', size: dense ? 18 : 21, language: { value: 'en-GB' } } },
        title: { run: { size: 36, bold: true }, paragraph: { spacing: { after: 120 } } },
        heading1: heading(28, 240),
        heading2: dense ? heading(20, 80) : heading(24, 160)
      }
    },
    sections: [
      {
        properties: { page },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
          ...blocks.flatMap(block),
          new Paragraph({ spacing: { before: dense ? 80 : 240 }, children: [new TextRun({ text: foot, size: 18 })] })
        ]
      }
    ]
  });
  return Packer.toBuffer(document);
}
