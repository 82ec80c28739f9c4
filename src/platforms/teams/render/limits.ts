/**
 * What Teams allows, with the page each figure comes from. `msteams-docs` is github.com/MicrosoftDocs/msteams-docs;
 * figures marked "ours" are margins of our own where Microsoft publishes none.
 */
export const limits = {
  /** Newest Adaptive Card schema Teams draws for bots: msteams-docs, cards-reference.md. */
  cardVersion: '1.5',
  /**
   * A whole message counted as UTF-16, in bytes: Teams refuses 100 KB with 413 and advises to stay within 80 KB
   * (msteams-docs, agent-message-size-limit.md).
   */
  messageBytes: 80 * 1024,
  /** Of that, what the card may take; the rest is for the envelope and the summary. Ours. */
  cardBytes: 72 * 1024,
  /** Characters of each slot before it is shortened with an ellipsis. Ours: twice what the knowledge checker lets pass. */
  title: 300,
  line: 500,
  quote: 3000,
  text: 8000,
  factLabel: 100,
  factValue: 1000,
  tileText: 600,
  fallbackText: 1000,
  /** One line in a notification. Ours. */
  summary: 200,
  /** Longer addresses, and buttons with longer values, are left out, since they cannot be shortened. Ours. */
  address: 4000,
  buttonValue: 2000,
  /** What a form carries along; the core promises 2,500. Ours. */
  formValue: 4000,
  /** In the head of a dialog. Ours: what its smallest width shows. */
  dialogTitle: 60,
  /** Title of a button. Ours: what a card of 320 px, a phone's width, shows of one. */
  button: 40,
  /** The whole title, where the button cannot show it. Ours. */
  tooltip: 150,
  /** Characters of button titles side by side, so that a row fits a phone and the side panel (about 320 px). Ours. */
  buttonRow: 30,
  buttonsInRow: 3,
  facts: 30,
  links: 20,
  tiles: 25,
  actions: 20,
  tileButtons: 6,
  /** Results offered at a time in the search extension: whole cards go with each. The client asks for 25 and pages on. Ours. */
  searchResults: 10
} as const;
