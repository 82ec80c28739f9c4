/**
 * Slack's published limits. Sources, read November 2026: the Block Kit reference under
 * https://docs.slack.dev/reference/block-kit/ (one page a block and element), the same figures in `@slack/types`,
 * and https://docs.slack.dev/reference/methods/chat.postMessage. Lengths are characters unless said otherwise.
 */
export const limits = {
  /** Blocks a message; a modal or Home tab takes `viewBlocks`. docs: reference/block-kit/blocks. */
  blocks: 50,
  viewBlocks: 100,
  /** docs: blocks/header-block. */
  header: 150,
  /** docs: blocks/section-block. */
  sectionText: 3000,
  sectionFields: 10,
  /** docs: composition-objects/text-object. */
  text: 3000,
  /** docs: blocks/actions-block. */
  actionElements: 25,
  /** docs: block-elements/button-element. */
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  /** docs: block-elements/overflow-menu-element. A menu of one is refused. */
  overflowOptions: 5,
  overflowLeast: 2,
  /** docs: composition-objects/option-object; the value limit is 150 there, 75 in older copies: the smaller is kept. */
  optionText: 75,
  /** docs: block-elements/radio-button-group-element and checkboxes-element. */
  radioOptions: 10,
  optionValue: 75,
  /** docs: block-elements/select-menu-element. */
  selectOptions: 100,
  placeholder: 150,
  /** Tiles drawn of one card. Ours: with two blocks each they leave room for the rest of a message. */
  tiles: 15,
  /** docs: blocks/container-block. */
  containerTitle: 150,
  containerBlocks: 10,
  /** docs: blocks/data-visualization-block; labels of a series and of a category; axis labels take 50 too. */
  chartTitle: 50,
  chartSeries: 6,
  chartLabel: 20,
  /** `block_id`, `action_id`, `callback_id`. */
  id: 255,
  /** docs: reference/views/modal-views. */
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3000,
  /** docs: blocks/input-block. */
  inputLabel: 2000,
  inputHint: 2000,
  /** docs: block-elements/plain-text-input-element. */
  inputText: 3000,
  /** docs: composition-objects/option-group-object. */
  optionGroups: 100,
  groupLabel: 75,
  /** Top-level text: "limit to 4,000 characters" (chat.postMessage); cut by Slack past 40,000. */
  message: 4000,
  /**
   * All text of all blocks of one message together. Slack publishes no figure; slackapi/bolt-js issue 2867 saw about
   * 9,600 taken and 11,300 refused with `msg_blocks_too_long`.
   */
  allText: 9000,
  /** Suggested prompts of a conversation with an agent. docs: methods/assistant.threads.setSuggestedPrompts. */
  prompts: 4
} as const;
