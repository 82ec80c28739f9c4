import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Request, type Response, Router } from 'express';
import type { Seal } from '../config/seal.ts';
import { resultDocument } from '../core/assessments/document.ts';
import { documentParts, type FinishedAssessment } from '../core/assessments/finished.ts';
import type { Answers } from '../core/model/assessment.ts';
import type { Link } from '../core/model/card.ts';
import type { Knowledge } from '../core/model/entry.ts';
import { dayMs } from '../core/time/calendar.ts';
import { documentFormats, formatOf } from '../documents/index.ts';

interface ResultLinkParts {
  /** Seals the contents of the address, so that they cannot be read or changed. */
  seal: Seal;
  knowledge: () => Knowledge;
  /** Milliseconds since 1970. */
  now: () => number;
  /**
   * Address under which people reach this server, without a slash at its end; empty for addresses relative to the page.
   */
  publicUrl: string;
}

/** Sealed contents of an address. None of it is kept on the server. */
interface Sealed {
  id: string;
  version: number;
  quick: boolean;
  project: string;
  answers: Answers;
  until: number;
}

/** Period for which a link to a result works, in milliseconds: one day. */
const validMs = dayMs;

/**
 * Maximum characters of an address that a button can hold (Slack: 3,000,
 * https://docs.slack.dev/reference/block-kit/block-elements/button-element).
 */
const mostCharacters = 2900;

/** Maximum size of an unpacked address, in bytes; a plan has at most 3,000 characters. */
const mostBytes = 64 * 1024;

const label = 'result';
const labels: Readonly<Record<string, string>> = { docx: 'Word file', html: 'Page to print', md: 'Plain text' };

/**
 * Serves results as files under addresses that hold the answers themselves, sealed against reading and valid for a day.
 * Nothing is stored on the server.
 */
export function createResultLinks({ seal, knowledge, now, publicUrl }: ResultLinkParts) {
  const linksTo = ({ assessment, answers, quick, project }: FinishedAssessment): readonly Link[] => {
    const { id, version } = assessment;
    const sealed: Sealed = { id, version, quick, project, answers, until: now() + validMs };
    const token = seal.close(deflateRawSync(JSON.stringify(sealed)).toString('base64'), label);
    return Object.keys(documentFormats).flatMap((ending) => {
      const url = `${publicUrl}/result/${token}/${id}.${ending}`;
      return url.length <= mostCharacters ? [{ label: labels[ending] ?? ending, url }] : [];
    });
  };

  const read = (token: string): Sealed | undefined => {
    const opened = seal.open(token, label);
    if (opened === undefined) return undefined;
    const text = inflateRawSync(Buffer.from(opened, 'base64'), { maxOutputLength: mostBytes }).toString('utf8');
    return JSON.parse(text) as Sealed;
  };

  const routes = Router();
  routes.get('/result/:token/:name', async (request: Request<{ token: string; name: string }>, response: Response) => {
    const { token, name } = request.params;
    const format = formatOf(name);
    const sealed = format && read(token);
    const assessment = sealed && knowledge().assessments.get(sealed.id);
    if (!format || !assessment) return response.status(404).type('text').send('There is no result at this address.\n');
    if (sealed.until < now() || sealed.version !== assessment.version) {
      return response
        .status(410)
        .type('text')
        .send(
          'This link has ended: results can be fetched for a day, and until the assessment changes. Do the assessment again.\n'
        );
    }
    const { answers, quick, project } = sealed;
    const finished = { assessment, answers, quick, project };
    const document = resultDocument(assessment, answers, documentParts(finished, knowledge(), sealed.until - validMs));
    const shown = name.endsWith('.html') ? 'inline' : 'attachment';
    response.set({
      'Content-Type': format.contentType,
      'Content-Disposition': `${shown}; filename="${assessment.id}${name.slice(name.lastIndexOf('.'))}"`,
      'X-Robots-Tag': 'noindex'
    });
    return response.send(Buffer.from(await format.write(document)));
  });
  return { linksTo, routes };
}
