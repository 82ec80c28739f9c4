/**
 * What the editors' commands cost: a 300-page PDF through the import, and many addresses through the link check against a
 * server on this machine. Run: node --import ./test/support/typescript-worker.mjs bench/editors.ts
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDocumentFile } from '../src/tools/importing/index.ts';
import { checkLinks } from '../src/tools/links/index.ts';
import { page, startFakeWeb, status } from '../test/support/fake-web.ts';

const words =
  'improvement spread ward team measure change sustain patients staff project learning plan test study act adopt scale evidence context guide people time work results share'.split(
    ' '
  );

/** A text PDF (PDF 1.4, Helvetica) with a heading, forty lines and a link on each page. */
function makePdf(pages: number): Uint8Array {
  let seed = 1;
  const pick = (): string => {
    seed = (seed * 48271) % 2147483647;
    return words[seed % words.length]!;
  };
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
  const kids: number[] = [];
  for (let number = 1; number <= pages; number++) {
    const lines = Array.from({ length: 40 }, (_, line) => {
      const text = Array.from({ length: 12 }, pick).join(' ');
      return `(${text[0]!.toUpperCase()}${text.slice(1)}.) Tj 0 ${line % 5 === 4 ? -26 : -14} Td`;
    });
    const content = `BT /F1 20 Tf 60 790 Td (Chapter ${number} ${pick()} ${pick()}) Tj /F1 11 Tf 0 -36 Td ${lines.join('\n')} ET`;
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    const link = `<< /Type /Annot /Subtype /Link /Rect [60 745 300 765] /A << /S /URI /URI (https://example.org/${number}) >> >>`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length} 0 R /Annots [${link}] /Resources << /Font << /F1 3 0 R >> >> >>`
    );
    kids.push(objects.length);
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${pages} >>`;
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`;
  return new TextEncoder().encode(text);
}

async function importPdf(pages: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spread-bot-bench-'));
  const file = path.join(folder, 'handbook.pdf');
  const bytes = makePdf(pages);
  await writeFile(file, bytes);
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const started = performance.now();
  const { sections } = await readDocumentFile(file, undefined, () => {});
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  await rm(folder, { recursive: true });
  const links = sections.reduce((sum, section) => sum + section.links.length, 0);
  console.log(
    `import: ${pages} pages, ${(bytes.length / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s; memory grew by ${Math.round((peak - before) / 1e6)} MB to ${Math.round(peak / 1e6)} MB; ${sections.length} sections, ${links} links`
  );
}

async function checkMany(count: number, hosts: number): Promise<void> {
  const sites: Record<string, ReturnType<typeof page>> = {};
  for (let host = 0; host < hosts; host++) {
    sites[`h${host}.test/page`] = page('A page', '<p>text</p>'.repeat(500));
    sites[`h${host}.test/old`] = status(301, '/page');
    sites[`h${host}.test/file`] = (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/pdf' }).end();
  }
  const web = await startFakeWeb(() => sites);
  const kinds = ['page', 'old', 'file', 'gone'];
  const addresses = new Map(
    Array.from({ length: count }, (_, index) => [
      `${web.url(`h${index % hosts}.test/${kinds[Math.floor(index / hosts) % 4]}`)}?${index}`,
      []
    ])
  );
  const started = performance.now();
  const results = await checkLinks(addresses, {
    userAgent: 'bench',
    resolve: web.resolve,
    allowed: () => true,
    gapMs: 0,
    perHost: 4
  });
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `links: ${results.length} addresses on ${hosts} hosts, ${web.requests.length} requests, in ${seconds.toFixed(1)} s: ${Math.round(count / seconds)} addresses/s, ${Math.round(web.requests.length / seconds)} requests/s; ${results.filter(({ state }) => state === 'dead').length} dead, ${results.filter(({ state }) => state === 'moved').length} moved`
  );
  await web.close();
}

await importPdf(300);
await checkMany(2000, 50);
