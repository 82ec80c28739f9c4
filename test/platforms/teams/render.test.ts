import { describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/card.ts';
import { renderTeams, utf16Bytes } from '../../../src/platforms/teams/render.ts';
import { adaptiveCardFaults } from '../../support/adaptive-card-schema.ts';

const answer: Card = {
  title: 'SQUIRE 2.0 reporting guidelines',
  subtitle: 'Checklist · SQUIRE group',
  quote: 'what is **squire** <at>everyone</at> [x](http://evil.example)',
  text: 'The **standard** checklist with _18_ items.\n\n- one\n- two `code`\n\n1. first\n2. [second](https://a.example/b_(c))',
  note: 'The tool has closed.',
  facts: [{ label: 'Year', value: '2015 *' }],
  links: [
    { label: 'Open the checklist', url: 'https://resources.equator-network.org/x' },
    { label: 'Write to the library', url: 'mailto:library@example.nhs.uk' }
  ],
  tiles: [{ title: 'A *tile*', subtitle: 'Tool', text: 'Text', actions: [{ id: 'show', label: 'Show', value: 'x' }] }],
  actions: [{ id: 'choose', label: 'SQUIRE-EDU, for educational work', value: 'squire-edu', style: 'primary' }],
  feedback: { about: 'squire-2' },
  footer: 'Reviewed 22 November 2026'
};

describe('renderTeams', () => {
  test('draws every slot as a valid Adaptive Card', () => {
    const drawn = renderTeams(answer);
    expect(adaptiveCardFaults(drawn.card)).toEqual([]);
    expect(utf16Bytes(drawn.card)).toBeLessThan(80 * 1024);
  });
});
