/**
 * Limits of Teams, with the source of each figure. `msteams-docs` is github.com/MicrosoftDocs/msteams-docs; figures
 * marked "ours" are margins of our own where Microsoft publishes none.
 */
export const limits = {
  /** Newest Adaptive Card schema Teams draws for bots: msteams-docs, cards-reference.md. */
  cardVersion: '1.5',
  /**
   * Maximum size of a card counted as UTF-16, in bytes: Teams refuses a message of 100 KB with 413 and advises to stay within
   * 80 KB (msteams-docs, agent-message-size-limit.md), of which the rest is for the envelope and the summary.
   */
  cardBytes: 72 * 1024,
  /**
   * Characters of each slot before it is shortened with an ellipsis. Ours: twice what the knowledge checker lets pass.
   */
  title: 300,
  line: 500,
  quote: 3000,
  text: 8000,
  factLabel: 100,
  factValue: 1000,
  tileText: 600,
  fallbackText: 1000,
  /** Characters of the one line in a notification. Ours. */
  summary: 200,
  /**
   * Maximum length of an address or a button's value; longer ones are left out, since they cannot be shortened. Ours.
   */
  address: 4000,
  buttonValue: 2000,
  /** Characters of a form's hidden value; the core promises at most 2,500. Ours. */
  formValue: 4000,
  /** Characters in the head of a dialog. Ours: what its smallest width shows. */
  dialogTitle: 60,
  /** Characters of a button's title. Ours: what a card of 320 px, a phone's width, shows. */
  button: 40,
  /** Characters of the whole title as tooltip, where the button cannot show it. Ours. */
  tooltip: 150,
  /** Characters of button titles side by side, so that a row fits a phone and the side panel (about 320 px). Ours. */
  buttonRow: 30,
  buttonsInRow: 3,
  /** Rows of a bar chart: Microsoft's renderer refuses more (Agents Playground 0.2.28). */
  chartRows: 4,
  facts: 30,
  links: 20,
  tiles: 25,
  actions: 20,
  tileButtons: 6,
  /**
   * Results a page of the search extension: each comes with a whole card. The client requests 25 and pages on. Ours.
   */
  searchResults: 10
} as const;
