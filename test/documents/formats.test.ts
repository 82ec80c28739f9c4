import { describe, expect, test } from '@jest/globals';
import mammoth from 'mammoth';
import { type ResultDocument, resultDocument } from '../../src/core/assessments/document.ts';
import { documentFormats } from '../../src/documents/index.ts';
import { shippedAssessments } from '../support/assessments.ts';

const parts = {
  date: '1 March 2030',
  project: 'Falls <b>huddle</b> & more',
  linkOf: (id: string) => ({ label: id, url: `https://example.org/${id}` })
};
const document: ResultDocument = {
  title: 'Will it last? · *Falls* <huddle>',
  blocks: [
    { kind: 'heading', level: 2, text: 'Put these right first' },
    { kind: 'text', text: '1. An owner', strong: true },
    { kind: 'text', text: 'A [link](https://evil.example) & <script>alert(1)</script>' },
    { kind: 'list', items: ['One', 'Two'] },
    { kind: 'links', links: [{ label: 'Plan', url: 'https://example.org/plan' }] },
    { kind: 'bars', rows: [{ label: 'Owner', step: 1, max: 4, says: 'The project lead' }] },
    { kind: 'blank', lines: 2 }
  ],
  foot: 'Made with Spread Bot.'
};
const written = async (ending: string, one = document): Promise<Buffer> =>
  Buffer.from(await documentFormats[ending]!.write(one));

describe('documents', () => {
  test('a Word file opens elsewhere with its headings, list, link and table', async () => {
    const { value } = await mammoth.convertToHtml({ buffer: await written('docx') });
    expect(value).toContain('<h2>Put these right first</h2>');
    expect(value).toContain('<a href="https://example.org/plan">Plan</a>');
    expect(value).toMatch(/<td>.*■□□□ 1 of 4: The project lead/);
    expect(value).toContain('&lt;script&gt;');
  });

  test('Markdown and the page show text as it is, never as markup', async () => {
    const markdown = (await written('md')).toString();
    expect(markdown).toContain('A \\[link\\](https://evil.example) & \\<script\\>alert(1)\\</script\\>');
    const html = (await written('html')).toString();
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toMatch(/<script|src=/);
  });

  test('every shipped assessment can be taken along in every format, with nothing answered', async () => {
    for (const assessment of shippedAssessments().values()) {
      for (const ending of Object.keys(documentFormats)) {
        const bytes = await written(ending, resultDocument(assessment, {}, parts));
        expect(bytes.length).toBeGreaterThan(300);
      }
    }
  });
});
