import { ownCommand } from '../../core/model/own-command.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { loadKnowledge, problemLine } from '../../knowledge/index.ts';
import type { Check } from './check.ts';
import { fault, ok } from './result.ts';

const why =
  'A file with a mistake is left out, and a running bot keeps its last good version: nobody is answered from what you wrote.';

export const knowledge: Check = async ({ config, now }) => {
  const today = dateAt(now());
  const folder = config.knowledgeDirs.join(', ');
  const loaded = await loadKnowledge(config.knowledgeDirs, today).catch(() => undefined);
  if (!loaded) {
    const fix = 'Set KNOWLEDGE_DIR to the folder that holds resources/, concepts/ and contacts/.';
    return [fault('knowledge', { what: `The folder ${folder} cannot be read.`, why, fix })];
  }
  const { entries, tips, version } = loaded.knowledge;
  const blocking = loaded.problems.filter(({ blocks }) => blocks);
  const [first] = blocking;
  if (first) {
    const count = blocking.length === 1 ? 'One mistake' : `${blocking.length} mistakes`;
    const fix = `Mend what this lists: ${ownCommand('check')}`;
    return [fault('knowledge', { what: `${count} in ${folder}; the first: ${problemLine(first)}`, why, fix })];
  }
  if (entries.size === 0) {
    const fix = 'Set KNOWLEDGE_DIR to the folder that holds resources/, concepts/ and contacts/.';
    return [fault('knowledge', { what: `${folder} holds no entries.`, why: 'The bot would answer nothing.', fix })];
  }
  const minor = loaded.problems.length;
  const besides =
    minor > 0 ? `; "${ownCommand('check')}" lists ${minor} to look at, which keep nothing from working` : '';
  return [ok('knowledge', `Version ${version}: ${entries.size} entries, ${tips.length} tips${besides}.`)];
};
