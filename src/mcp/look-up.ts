import { betterThanChance } from '../core/conversation/answer.ts';
import { topicContacts } from '../core/conversation/browse.ts';
import { aboutOf, topicNamed } from '../core/model/about-of.ts';
import type { Assessment } from '../core/model/assessment.ts';
import type { Entry, Kind, Knowledge, Topic } from '../core/model/entry.ts';
import { UserFacingError } from '../core/model/errors.ts';
import { answerable, type KnowledgeBase } from '../core/model/knowledge-base.ts';
import type { MatchResult } from '../core/model/matcher.ts';
import { dayMs, isoWeek, mondayOf } from '../core/time/calendar.ts';
import { candidates, tipOfWeek } from '../core/tips/choose.ts';
import { askOf, contactOf, type EntryUrl, hitOf, seeOf } from './hit.ts';
import type { Outputs } from './schemas.ts';

interface LookUpParts {
  /** Called at every look-up, since the knowledge may be loaded anew at any time. */
  knowledgeBase: () => KnowledgeBase;
  entryUrl: EntryUrl;
}

/** Look-ups offered to assistants. Every function is read-only and stores nothing. */
export interface LookUp {
  /** @returns what was found, and the matcher's own result for the figures */
  search(given: { query: string; topic?: string; kind?: Kind; limit: number }): {
    found: Outputs['search'];
    matchResult: MatchResult;
  };
  /** @returns undefined where there is no entry of that id */
  entry(id: string): Outputs['entry'] | undefined;
  contacts(given: { query?: string; topic?: string; limit: number }): Outputs['contacts'];
  /** @param now milliseconds since 1970 */
  tip(given: { topic?: string; week?: number }, now: number): Outputs['tip'];
  topics(): Outputs['topics'];
  assessments(): Outputs['assessments'];
  /** Returns the knowledge as people may see it. */
  knowledge(): Knowledge;
}

/** Creates the look-ups over published entries; drafts are left out. */
export function createLookUp(parts: LookUpParts): LookUp {
  const { entryUrl } = parts;
  const current = (): KnowledgeBase => answerable(parts.knowledgeBase());

  return {
    knowledge: () => current().knowledge,
    search({ query, topic: named, kind, limit }) {
      const { knowledge, matcher } = current();
      const topic = topicOf(named, knowledge);
      const matchResult = matcher.find(query);
      const { matches, rest } = matchResult;
      const fits = (entry: Entry): boolean => (!topic || entry.topic === topic) && (!kind || entry.kind === kind);
      const near = [...matches, ...rest].filter(
        ({ confidence }, index) => index === 0 || confidence >= betterThanChance
      );
      const fitting = matchResult.outcome === 'none' ? [] : near.filter(({ entry }) => fits(entry));
      const filter = { ...(topic && { topic }), ...(kind && { kind }), limit };
      const listed =
        fitting.length === 0 && matchResult.outcome !== 'none'
          ? matcher.suggest(query, filter).map((entry) => ({ entry, confidence: undefined }))
          : fitting;
      const results = listed
        .slice(0, limit)
        .map(({ entry, confidence }) => hitOf(entry, knowledge, entryUrl, confidence));
      if (results.length > 0) {
        const sure = matchResult.outcome === 'answer' && results[0]?.id === matches[0]?.entry.id;
        return { found: { outcome: sure ? 'answer' : 'choices', results }, matchResult };
      }
      const person = matchResult.talk === undefined ? turnTo(matchResult.topic ?? topic, knowledge) : undefined;
      return { found: { outcome: 'none', results, ...(person && { ask: askOf(person, entryUrl) }) }, matchResult };
    },
    entry(id) {
      const { knowledge } = current();
      const entry = knowledge.entries.get(id);
      if (!entry) return undefined;
      const contact = contactOf(entry, knowledge);
      return {
        entry: hitOf(entry, knowledge, entryUrl),
        ...(contact && { ask: askOf(contact, entryUrl) }),
        see: seeOf(entry, knowledge, entryUrl)
      };
    },
    contacts({ query, topic: named, limit }) {
      const { knowledge, matcher } = current();
      const topic = topicOf(named, knowledge);
      const listed = topic ? topicContacts(topic, knowledge) : allContacts(knowledge);
      const wanted = query === undefined ? listed : contactsFor(query, { knowledge, matcher }, listed);
      return { contacts: wanted.slice(0, limit).map((entry) => hitOf(entry, knowledge, entryUrl)) };
    },
    tip({ topic: named, week: wanted }, now) {
      const { knowledge } = current();
      const topic = topicOf(named, knowledge);
      const present = mondayOf(Math.floor(now / dayMs));
      const monday = wanted === undefined ? present : present + (wanted - isoWeek(present).week) * 7;
      const tip = tipOfWeek(candidates(knowledge, topic ? [topic] : []), monday);
      if (!tip) return {};
      const entry = knowledge.entries.get(tip.resource);
      return {
        tip: {
          id: tip.id,
          topic: tip.topic,
          text: tip.text,
          week: isoWeek(monday).week,
          ...(entry && { entry: hitOf(entry, knowledge, entryUrl) })
        }
      };
    },
    topics() {
      const { knowledge } = current();
      const { covers, topics } = aboutOf(knowledge);
      const count = (topic: Topic): number =>
        [...knowledge.entries.values()].filter((entry) => entry.topic === topic).length;
      return {
        covers,
        topics: topics.map(({ id, title, text }) => ({ id, title, ...(text && { text }), entries: count(id) }))
      };
    },
    assessments() {
      const { knowledge } = current();
      return {
        assessments: [...knowledge.assessments.values()].map((assessment) => {
          const { id, title, topic, minutes, purpose, forWhom, notFor, notice, sources, shownOn } = assessment;
          const shown = shownOn.map((entry) => knowledge.entries.get(entry)).find((entry) => entry !== undefined);
          const url = (shown && askOf(shown, entryUrl).url) ?? sources.find((source) => source.url)?.url;
          return {
            id,
            title,
            topic,
            minutes,
            purpose,
            for_whom: forWhom,
            not_for: notFor,
            notice,
            ...(url && { url }),
            questions: questionsOf(assessment)
          };
        })
      };
    }
  };
}

/** @throws UserFacingError that names the topics, for a name that none of them has */
function topicOf(named: string | undefined, knowledge: Knowledge): Topic | undefined {
  if (named === undefined) return undefined;
  const topic = topicNamed(named, knowledge);
  if (topic !== undefined) return topic;
  const ids = aboutOf(knowledge).topics.map(({ id }) => id);
  throw new UserFacingError(`There is no topic "${named}". Topics: ${ids.join(', ')}.`);
}

/** Returns the contact for a topic, or the general one. */
function turnTo(topic: Topic | undefined, knowledge: Knowledge): Entry | undefined {
  const [first] = topic ? topicContacts(topic, knowledge) : [];
  return first ?? aboutOf(knowledge).topics.flatMap(({ id }) => topicContacts(id, knowledge))[0];
}

function allContacts({ entries }: Knowledge): Entry[] {
  return [...entries.values()].filter(({ kind, status }) => kind === 'contact' && status === 'current');
}

/** Returns the contacts that a look-up finds, then the one that the entry names which answers the question. */
function contactsFor(query: string, { knowledge, matcher }: KnowledgeBase, listed: readonly Entry[]): Entry[] {
  const found = matcher.find(query);
  const near = found.outcome === 'none' ? [] : [...found.matches, ...found.rest].map(({ entry }) => entry);
  const wanted = new Set<Entry>([
    ...near.filter(({ kind }) => kind === 'contact'),
    ...near.slice(0, 1).flatMap((entry) => contactOf(entry, knowledge) ?? []),
    ...matcher.suggest(query, { kind: 'contact', limit: 5 })
  ]);
  return [...wanted].filter((entry) => listed.includes(entry));
}

/** Returns the questions of an assessment, in order. */
function questionsOf(assessment: Assessment): { id: string; label: string; help?: string }[] {
  const asked =
    'points' in assessment ? assessment.points : 'fields' in assessment ? assessment.fields : assessment.nodes;
  return asked.map(({ id, label, help }) => ({ id, label, ...(help && { help }) }));
}
