import type { AboutTopic } from '../../core/model/about.ts';
import type { Kind, Topic } from '../../core/model/entry.ts';
import { lengths } from '../../knowledge/schema.ts';
import { wordingKey } from '../../knowledge/settle-asks.ts';
import type { Section } from './document.ts';
import { unmarked } from './flatten.ts';

/** Rules for kinds, of which the first that fits wins; tried on the title, then on the first words of the body. */
const kindRules: readonly [Kind, RegExp][] = [
  ['contact', /^(?:.*: )?(?:contacts?\b|get in touch|who to (?:ask|contact)|how to contact|meet the team|our team)/i],
  ['checklist', /\b(?:checklist|check list|reporting guideline|template)\b/i],
  ['course', /\b(?:course|training|e-?learning|module|workshop|webinar|masterclass)\b/i],
  ['tool', /\b(?:tool|tools|calculator|planner|self-assessment|questionnaire|scorecard)\b/i],
  ['guide', /\b(?:guide|guidance|handbook|toolkit|how to|step by step|manual|tips)\b/i],
  ['framework', /\b(?:framework|model|theory|domains|principles)\b/i],
  ['journal', /\b(?:journal(?! (?:club|article|paper|entry))|open access publisher)\b/i],
  ['concept', /^(?:what (?:is|are|do we mean by)\b|defin(?:ing|ition)|understanding\b)/i]
];

/** Words of the shipped topics. */
const topicWords: Readonly<Record<Topic, RegExp>> = {
  spread:
    /\b(?:spread(?:ing)?|scal(?:e|ing)|adopt(?:ion|ing|ers?)|diffusion|roll(?:ing|ed)?[ -]?out|replicat\w+|dissemination)\b/gi,
  sustainability: /\b(?:sustain\w*|keep(?:ing)? it going|embed\w*|maintain\w*|long[ -]term|holding the gains?)\b/gi,
  publishing:
    /\b(?:publish\w*|journals?|writ(?:e|ing)[ -]up|manuscript|authors?(?:hip)?|abstracts?|posters?|peer review|reporting guidelines?|squire)\b/gi,
  improvement: /\b(?:improv\w+|pdsa|run charts?|driver diagrams?|measur\w+|quality|qi|aim statement)\b/gi
};

/** Returns the likeliest kind of a section; `page` if no rule fits. A proposal that the editor confirms. */
export function proposeKind({ title, body }: Pick<Section, 'title' | 'body'>): Kind {
  const start = unmarked(body).slice(0, 200);
  for (const text of [title, start]) {
    const rule = kindRules.find(([kind, pattern]) => (text === title || kind !== 'contact') && pattern.test(text));
    if (rule) return rule[0];
  }
  return 'page';
}

/** Returns a pattern for the words of a topic: its title, its other names, and the words of its id. */
function wordsFor({ id, title, words }: AboutTopic): RegExp {
  const names = [title, ...words, id.replaceAll('-', ' ')].map((name) => name.replace(/[^\p{L}\p{N} ]/gu, ' ').trim());
  return new RegExp(`(?<!\\p{L})(?:${names.filter(Boolean).join('|')})(?!\\p{L})`, 'giu');
}

/**
 * Returns the likeliest of the knowledge's topics by the words of each; the title counts five times. Every tool mentions
 * improvement, so that topic counts least.
 *
 * @param topics those of `about.yaml`; none for the shipped ones
 */
export function proposeTopic(
  { title, body }: Pick<Section, 'title' | 'body'>,
  document: string,
  topics: readonly AboutTopic[] = []
): Topic {
  const known =
    topics.length > 0
      ? topics.map((topic) => [topic.id, topicWords[topic.id] ?? wordsFor(topic)] as const)
      : Object.entries(topicWords);
  const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const scored = known.map(([topic, pattern]) => {
    const weight = topic === 'improvement' ? 0.4 : 1;
    return {
      topic,
      score: weight * (5 * count(title, pattern) + count(unmarked(body), pattern) + count(document, pattern))
    };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score > 0) return best.topic;
  return known.some(([topic]) => topic === 'improvement') ? 'improvement' : known[0]![0];
}

const asking = /^(?:what|why|how|who|when|where|which|can|do|does|is|are|should|must|may)\b/i;
/** Definitions: "Spread is when …", "A driver diagram is a …". */
const defines = /^(?:(?:an?|the) )?([\p{L}][\p{L}\d '’-]{2,50}?) (?:is|are) (?:when|a|an|the|how|what|about|where)\b/iu;

/** Returns a text with a small first letter, unless it begins with an abbreviation. */
const small = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text);

/**
 * Proposes questions for this section: from its heading, the questions it contains, and what it defines.
 *
 * @param taken wordings (as `wordingKey`) that belong to other entries; the proposed ones are added
 * @returns at least one, at most six
 */
export function proposeAsks(
  { title, heading: bare, body }: Pick<Section, 'title' | 'heading' | 'body'>,
  kind: Kind,
  document: string,
  taken: Set<string>
): string[] {
  const name = title.replace(/, part \d+ of \d+$/, '');
  const short = name.split(/\s+/).length <= 8;
  const lower = small(name);
  // "Safety huddle: How to run one" is asked for as "safety huddle how to run one", and is no thing to define or find.
  const below = name.endsWith(`: ${bare}`);
  const text = unmarked(body);
  const asked = text.match(/(?<=^|[.!?] )[\p{Lu}][^.!?]{10,150}\?/gu) ?? [];
  const defined = defines.exec(text)?.[1];
  const candidates = [
    below
      ? `${lower.slice(0, -bare.length - 2)} ${small(bare)}`.replace(/\?$/, '')
      : asking.test(bare)
        ? bare.replace(/\?$/, '')
        : lower,
    ...asked
      .filter((question) => asking.test(question))
      .slice(0, 3)
      .map((question) => question.replace(/\?$/, '')),
    ...(defined && !/^(?:it|this|that|there|they|he|she|these|those|what|who)$/i.test(defined)
      ? [`what is ${defined}`]
      : []),
    ...(short && !below && !asking.test(bare) && !/ing\b/.test(bare.split(' ')[0] ?? '') && kind !== 'contact'
      ? [`what is ${lower}`]
      : []),
    ...(short && !below && ['tool', 'guide', 'checklist', 'course', 'framework'].includes(kind)
      ? [`where can I find ${lower}`]
      : []),
    ...(kind === 'contact' ? [`who do I contact about ${document}`] : []),
    ...(short && /^(?:writ|plan|measur|keep|shar|spread|build|choos|start|present)\w*ing\b/i.test(bare)
      ? [`help with ${lower}`]
      : []),
    title === document ? `tell me about ${lower}` : `${title} (${document})`
  ];
  const asks: string[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const ask = candidate.replace(/\s+/g, ' ').trim().slice(0, lengths.ask);
    const key = wordingKey(ask);
    const last = index === candidates.length - 1;
    if (!key || taken.has(key) || asks.length >= 6 || (last && asks.length > 0)) continue;
    taken.add(key);
    asks.push(ask);
  }
  for (let time = 2; asks.length === 0; time++) {
    const ask = `${`${title} (${document}`.slice(0, lengths.ask - 8)}, ${time})`;
    if (taken.has(wordingKey(ask))) continue;
    taken.add(wordingKey(ask));
    asks.push(ask);
  }
  return asks;
}
