import { z } from 'zod';
import { kinds } from '../core/model/entry.ts';

/** Characters of a question that are read: as many as the matcher takes. */
const longestQuestion = 300;
/** Entries in one result: few, so that an assistant reads them whole. */
const mostHits = 10;
const usualHits = 3;

const topic = z.string().trim().min(1).max(80).describe('A topic id or title, as spread_list_topics gives them');
const question = z
  .string()
  .trim()
  .min(1)
  .max(longestQuestion)
  .describe(
    'The question or some words, in English. Leave out names, patient details and anything else about a person'
  );

/** Input schema of each tool. */
export const inputs = {
  search: z.strictObject({
    query: question,
    topic: topic.optional(),
    kind: z.enum(kinds).optional().describe('Only entries of this kind'),
    limit: z.int().min(1).max(mostHits).default(usualHits).describe('Entries at most')
  }),
  entry: z.strictObject({
    id: z.string().trim().min(1).max(120).describe('The id of an entry, as the other tools give it')
  }),
  contacts: z.strictObject({
    query: question.optional(),
    topic: topic.optional(),
    limit: z.int().min(1).max(mostHits).default(5).describe('Contacts at most')
  }),
  tip: z.strictObject({
    topic: topic.optional(),
    week: z.int().min(1).max(53).optional().describe('ISO week of this year; the present week when not given')
  }),
  nothing: z.strictObject({})
};

const date = z.string().describe('YYYY-MM-DD');

/** One entry as an assistant gets it. */
const hit = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string().optional().describe('The address to cite'),
  page: z.string().optional().describe('The page that the entry is about'),
  kind: z.string(),
  topic: z.string(),
  status: z.string().describe('current, archived, superseded or closed'),
  note: z.string().optional().describe('What must not be missed, such as that it has closed'),
  summary: z.string(),
  text: z.string().describe('The entry in its own words: quote it, do not add to it'),
  source: z.string().describe('From whom it is, and when it was compiled or reviewed, and by whom'),
  compiled: date.optional(),
  reviewed: date.optional(),
  reviewed_by: z.string().optional(),
  confidence: z.number().min(0).max(1).optional().describe('How sure it is that this was asked for')
});
export type Hit = z.infer<typeof hit>;

/** A contact to ask. */
const ask = z.object({ id: z.string(), title: z.string(), url: z.string().optional() });
export type Ask = z.infer<typeof ask>;

const asked = z.object({ id: z.string(), label: z.string(), help: z.string().optional() });

/** Output schema of each tool. */
export const outputs = {
  search: z.object({
    outcome: z
      .enum(['answer', 'choices', 'none'])
      .describe('answer: sure of the first result; choices: one of these may be meant'),
    results: z.array(hit),
    ask: ask.optional().describe('Whom to ask, where nothing was found')
  }),
  entry: z.object({ entry: hit, ask: ask.optional(), see: z.array(ask).describe('Related entries') }),
  contacts: z.object({ contacts: z.array(hit) }),
  tip: z.object({
    tip: z
      .object({ id: z.string(), topic: z.string(), text: z.string(), week: z.number(), entry: hit.optional() })
      .optional()
  }),
  topics: z.object({
    covers: z.string(),
    topics: z.array(z.object({ id: z.string(), title: z.string(), text: z.string().optional(), entries: z.number() }))
  }),
  assessments: z.object({
    assessments: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        topic: z.string(),
        minutes: z.number(),
        purpose: z.string(),
        for_whom: z.string(),
        not_for: z.string(),
        notice: z.string(),
        url: z.string().optional(),
        questions: z.array(asked)
      })
    )
  })
};
export type Outputs = { [Name in keyof typeof outputs]: z.infer<(typeof outputs)[Name]> };
