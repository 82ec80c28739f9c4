import { assessmentAction } from '../conversation/next-steps.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Action, Card, Tile } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';

/** Returns the value of a button that starts an assessment: its id, full or quick, and what a check before it found low. */
const startValue = ({ id }: Pick<Assessment, 'id'>, how: 'full' | 'quick' = 'full', low = ''): string =>
  `${id} ${how} ${low}`.trim();

/**
 * Creates the buttons that open the form.
 *
 * @param low factors that a check before it found low, in the format of `handedOn`
 */
export function startActions(assessment: Assessment, low = ''): Action[] {
  const { title, minutes } = assessment;
  const full: Action = {
    id: 'assess.start',
    label: `Start (${minutes} minutes)`,
    name: `Start (${minutes} minutes): ${title}`,
    value: startValue(assessment, 'full', low),
    style: 'primary',
    opens: true
  };
  if (!('quick' in assessment) || assessment.quick.length === 0) return [full];
  const { quick, quickMinutes } = assessment;
  return [
    full,
    {
      id: 'assess.start',
      label: `Quick version (${quickMinutes} minutes)`,
      name: `Quick version (${quickMinutes} minutes): ${title}, ${quick.length} questions`,
      value: startValue(assessment, 'quick'),
      opens: true
    }
  ];
}

/**
 * Creates the card that states the purpose and the limits of an assessment, with the buttons that start it.
 *
 * @param low as for {@link startActions}
 */
export function startCard(assessment: Assessment, { entries }: Knowledge, low = ''): Card {
  const instead = assessment.insteadOf.flatMap(({ entry, why }): Tile[] => {
    const found = entries.get(entry);
    return found ? [{ title: found.title, text: why, actions: [openAction(found.id, found.title)] }] : [];
  });
  return {
    title: assessment.title,
    text: assessment.purpose,
    note: assessment.notice,
    actions: startActions(assessment, low),
    more: {
      label: 'Who it is for, and what else there is',
      text: `**For:** ${assessment.forWhom}\n\n**Not for:** ${assessment.notFor}\n\n**Rights:** ${assessment.rights}`,
      ...(instead.length > 0 && { tiles: instead })
    }
  };
}

/** Creates the button that shows an entry. */
export function openAction(id: string, title: string, label = 'Show'): Action {
  return { id: 'open', label, name: `${label}: ${title}`, value: id };
}

/** Creates the list of assessments. */
export function listCard({ assessments }: Knowledge, asked = ''): Card {
  const tiles = [...assessments.values()].map(
    (assessment): Tile => ({
      title: assessment.title,
      text: `${assessment.purpose} About ${assessment.minutes} minutes.`,
      actions: [{ ...assessmentAction(assessment), label: 'Look', name: `Look: ${assessment.title}` }]
    })
  );
  if (tiles.length === 0) return { title: 'Nothing to do here yet', text: 'This knowledge has no guided assessments.' };
  const unknown = asked === '' ? '' : 'I have no assessment of that name. ';
  return {
    title: 'What we can do together',
    text: `${unknown}Each is a short form. Nothing is chosen for you, and you may skip what you do not know.`,
    tiles
  };
}
