import path from 'node:path';
import { makeFolder } from '../config/make-folder.ts';
import { packageRoot } from '../config/package-root.ts';
import { writeNew } from '../config/write-whole.ts';
import { aboutOf } from '../core/model/about-of.ts';
import { kinds } from '../core/model/entry.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { yearAfter } from '../core/time/calendar.ts';
import { compile } from '../knowledge/compile.ts';
import { shownFile } from '../knowledge/formats/format.ts';
import { claimedId } from '../knowledge/group-sources.ts';
import { folderOf, newId, readSources } from '../knowledge/index.ts';
import { nearest } from '../knowledge/problem.ts';
import { templateBody } from '../knowledge/reader-notes.ts';
import { wordingKey } from '../knowledge/settle-asks.ts';
import { type Subcommand, UsageError } from './command.ts';
import { configured, today } from './settings.ts';

/** Ids that the knowledge offers for a new entry: its topics, and a contact. */
interface Offered {
  topics: readonly string[];
  contact: string;
}

/** Id of the contact that fits most entries of the shipped knowledge. */
const generalContact = 'contact-your-trust-qi-team';

/** Returns a template for an entry: required fields, and optional ones in comments. */
function template(id: string, title: string, kind: string, day: string, { topics, contact }: Offered): string {
  const isContact = kind === 'contact';
  return `---
id: ${id}
title: ${JSON.stringify(title)}
kind: ${kind}
# one of the topics in about.yaml
topic: ${topics.includes('improvement') ? 'improvement' : (topics[0] ?? 'improvement')}
# what opens, and the words on its button: Home page, Read the paper, Contact page
# url: https://
# link_label: Home page
${isContact ? `# topics for which people are sent here, and the nation it serves\n# for: [${topics.slice(0, 2).join(', ')}]\n# nation: wales\n` : `# the id of the contact people can turn to\n# contact: ${contact}\n`}# draft: nobody is answered from it; current: people are
status: draft
# what people ask, in their own words: five or more; about twenty are plenty
asks:
  - ${JSON.stringify(isContact ? `how do I get in touch with ${title}` : `what is ${title}`)}
compiled: ${day}
review_by: ${yearAfter(day)}
# addresses where the facts were seen
source: []
---

${templateBody.join('\n')}
`;
}

/** Things that are no kind of entry, by the words they may be asked for with, and the way to each. */
const elsewhere: readonly [RegExp, string][] = [
  [
    /^resources?$/i,
    `What stands in resources/ is of one of these kinds; write one: ${kinds.filter((kind) => folderOf(kind) === 'resources').join(', ')}.`
  ],
  [/^tips?$/i, 'A tip is an item of tips.yaml; copy one that is there, and change its id and text.'],
  [/^assessments?$/i, 'An assessment is a file in assessments/; docs/assessments.md says how to make one.']
];

/** Writes a new entry's file from a template, into the last knowledge folder. */
export const createEntry: Subcommand = {
  name: 'new',
  usage: 'KIND TITLE',
  summary: `Write a new entry's file from a template into the last knowledge folder. KIND is ${kinds.join(', ')}. Exit status 1 when it exists.`,
  options: {},
  optionHelp: {},
  positionals: 40,
  run: async ({ positionals: [kind = '', ...words] }, terminal) => {
    const title = words
      .join(' ')
      .trim()
      .replace(/^[“”„"]([^“”„"]+)[“”"]$/, '$1');
    const known = kinds.find((one) => one === kind.toLowerCase());
    if (!known && !kind)
      throw new UsageError(`What is it? Write: ${ownCommand('new KIND TITLE')}; KIND is ${kinds.join(', ')}.`);
    if (!known) {
      const meant = nearest(kind, kinds);
      const told = elsewhere.find(([pattern]) => pattern.test(kind))?.[1];
      if (told) throw new UsageError(told);
      throw new UsageError(
        `KIND is ${JSON.stringify(kind)}; allowed: ${kinds.join(', ')}.${meant ? ` Did you mean "${meant}"?` : ''}`
      );
    }
    if (!title) throw new UsageError(`The title is missing; write: ${ownCommand('new KIND TITLE')}`);
    if (!/[\p{L}\p{N}]/u.test(title))
      throw new UsageError(`The title is ${JSON.stringify(title)}; it needs a letter or a figure.`);
    const folders = configured(terminal).knowledgeDirs;
    const target = folders.at(-1) ?? '';
    makeFolder(target);
    const sources = await readSources(folders);
    const isNamed = /[a-z0-9]/i.test(title.normalize('NFKD'));
    const claimed = new Set(sources.flatMap(({ file }) => (file.endsWith('.md') ? [claimedId(file)] : [])));
    const id = newId(title, known, isNamed ? new Set() : claimed);
    const there = sources.find(({ file }) => file.endsWith('.md') && claimedId(file) === id);
    const file = path.join(target, folderOf(known), `${id}.md`);
    if (there) {
      terminal.stderr.write(
        `There is an entry ${id} already: ${shownFile(there)}. Edit that one, or choose another title.\n`
      );
      return 1;
    }
    makeFolder(path.dirname(file));
    const { knowledge } = compile(sources, today());
    const contacts = [...knowledge.entries.values()].filter((entry) => entry.kind === 'contact');
    const offered = {
      topics: aboutOf(knowledge).topics.map((topic) => topic.id),
      contact: (contacts.find((entry) => entry.id === generalContact) ?? contacts[0])?.id ?? 'contact-us'
    };
    await writeNew(file, template(id, title, known, today(), offered));
    terminal.stdout.write(
      `${file}\nFill it in, then see what is wrong with it: ${ownCommand('check')}\nTry it: set status to current, then ${ownCommand('ask "a question of yours"')}\n`
    );
    if (!isNamed) {
      terminal.stdout.write(
        `Ids are of the letters a to z and digits, and the title has none: rename the file and its id now if ${id} does not suit; later they never change.\n`
      );
    }
    const asked = wordingKey(title);
    const like = [...knowledge.entries.values()].find(
      ({ asks, aliases, status, title: name }) =>
        status !== 'draft' &&
        [name, ...asks, ...aliases].some((text) => [asked, `what is ${asked}`].includes(wordingKey(text)))
    );
    if (like) {
      const own = path.join(target, folderOf(like.kind), `${like.id}.md`);
      terminal.stdout.write(
        `“${title}” is answered by ${like.file} already. To change that one, remove this file and write only the fields that differ into ${own}.\n`
      );
    }
    if (path.resolve(target) === path.join(packageRoot, 'knowledge')) {
      terminal.stdout.write(
        'This is the knowledge that ships. For entries of your own organisation make a folder "local" beside it first: no upgrade touches it.\n'
      );
    }
    return 0;
  }
};
