/**
 * Checks Block Kit payloads against Slack's published limits, so that a card Slack would refuse fails a test here. The
 * figures stand here again, apart from src/platforms/slack/render/limits.ts, on purpose: a slip there must not hide itself.
 * Sources (docs.slack.dev/reference/block-kit, one page a block and element, read November 2026; @slack/types 3.2).
 *
 * @returns every problem as `path: what is wrong`; empty when Slack would take it
 */
export function blockProblems(blocks: unknown, surface: Surface = 'message'): string[] {
  const problems: string[] = [];
  const say = (path: string, fault: string) => problems.push(`${path}: ${fault}`);
  if (!Array.isArray(blocks)) return ['blocks: must be an array'];
  const most = surface === 'message' ? 50 : 100;
  if (blocks.length > most) say('blocks', `${blocks.length} blocks, at most ${most}`);
  const charts = blocks.filter((block) => record(block)?.type === 'data_visualization').length;
  // Found by vercel/chat pull request 696 in Slack's own answers.
  if (charts > 2) say('blocks', `${charts} charts, at most 2`);
  const ids = new Set<string>();
  blocks.forEach((block, i) => {
    checkBlock(block, `blocks[${i}]`, surface, say, ids);
  });
  if (surface === 'message' && allText(blocks) > 9600) say('blocks', `${allText(blocks)} characters of text in all`);
  return problems;
}

/** Places in which blocks may stand. */
export type Surface = 'message' | 'modal' | 'home';

/** Checks a message: its top-level text and its blocks. */
export function messageProblems(message: { text?: unknown; blocks?: unknown }): string[] {
  const text = message.text;
  if (typeof text !== 'string' || text.trim() === '') return ['text: a top-level text is required for notifications'];
  const problems = text.length > 4000 ? [`text: ${text.length} characters, at most 4000`] : [];
  if (hasMention(text)) problems.push('text: holds an unescaped mention or link');
  return message.blocks === undefined ? problems : [...problems, ...blockProblems(message.blocks)];
}

/** Checks a modal or Home view. Source: docs.slack.dev/reference/views. */
export function viewProblems(view: unknown): string[] {
  const v = record(view);
  if (!v) return ['view: must be an object'];
  const problems: string[] = [];
  const say = (path: string, fault: string) => problems.push(`${path}: ${fault}`);
  if (v.type !== 'modal' && v.type !== 'home') return [`view.type: ${String(v.type)}`];
  if (v.type === 'modal') {
    checkText(v.title, 'view.title', 24, say, ['plain_text']);
    for (const key of ['submit', 'close']) if (v[key]) checkText(v[key], `view.${key}`, 24, say, ['plain_text']);
    const inputs = Array.isArray(v.blocks) && v.blocks.some((block) => record(block)?.type === 'input');
    if (inputs && !v.submit) say('view.submit', 'is missing beside an input block');
  }
  checkLength(v.private_metadata, 'view.private_metadata', 3000, say);
  checkLength(v.callback_id, 'view.callback_id', 255, say);
  if (JSON.stringify(view).length > 250_000) say('view', 'over 250 KB');
  return [...problems, ...blockProblems(v.blocks, v.type as Surface)];
}

/** Checks the answer to an external select. Source: docs.slack.dev block_suggestion payload. */
export function optionsProblems(answer: unknown): string[] {
  const problems: string[] = [];
  const options = record(answer)?.options;
  if (!Array.isArray(options)) return ['options: must be an array'];
  if (options.length > 100) problems.push(`options: ${options.length}, at most 100`);
  options.forEach((option, i) => {
    checkOption(option, `options[${i}]`, (path, fault) => problems.push(`${path}: ${fault}`));
  });
  return problems;
}

type Say = (path: string, fault: string) => void;
type Fields = Record<string, unknown>;

/** The blocks we know, and the surfaces on which each may stand (docs.slack.dev/reference/block-kit/blocks). */
const surfaces: Record<string, readonly Surface[]> = {
  actions: ['message', 'modal', 'home'],
  card: ['message', 'modal', 'home'],
  carousel: ['message', 'home'],
  container: ['message'],
  context: ['message', 'modal', 'home'],
  context_actions: ['message'],
  data_visualization: ['message'],
  divider: ['message', 'modal', 'home'],
  header: ['message', 'modal', 'home'],
  image: ['message', 'modal', 'home'],
  input: ['message', 'modal', 'home'],
  rich_text: ['message', 'modal', 'home'],
  section: ['message', 'modal', 'home']
};

function checkBlock(value: unknown, path: string, surface: Surface, say: Say, ids: Set<string>) {
  const block = record(value);
  const type = String(block?.type);
  if (!block || !surfaces[type]) return say(path, `unknown block type ${type}`);
  if (!surfaces[type].includes(surface)) say(path, `${type} may not stand in a ${surface}`);
  checkLength(block.block_id, `${path}.block_id`, 255, say);
  if (block.block_id !== undefined) {
    if (ids.has(String(block.block_id))) say(path, 'block_id twice');
    ids.add(String(block.block_id));
  }
  checkers[type]?.(block, path, say);
  const actionIds = elementsOf(block).map((element) => record(element)?.action_id);
  if (new Set(actionIds).size !== actionIds.length) say(path, 'the same action_id twice in one block');
}

const checkers: Record<string, (block: Fields, path: string, say: Say) => void> = {
  header: (block, path, say) => checkText(block.text, `${path}.text`, 150, say, ['plain_text']),
  section: (block, path, say) => {
    if (!block.text && !block.fields) say(path, 'needs text or fields');
    if (block.text) checkText(block.text, `${path}.text`, 3000, say);
    checkList(block.fields, `${path}.fields`, 1, 10, say, (field, at) => checkText(field, at, 2000, say));
    if (block.accessory) checkElement(block.accessory, `${path}.accessory`, say);
  },
  context: (block, path, say) =>
    checkList(block.elements ?? [], `${path}.elements`, 1, 10, say, (element, at) =>
      record(element)?.type === 'image' ? checkElement(element, at, say) : checkText(element, at, 3000, say)
    ),
  actions: (block, path, say) =>
    checkList(block.elements ?? [], `${path}.elements`, 1, 25, say, (element, at) => checkElement(element, at, say)),
  context_actions: (block, path, say) =>
    checkList(block.elements ?? [], `${path}.elements`, 1, 5, say, (element, at) => checkElement(element, at, say)),
  card: (block, path, say) => {
    if (!['hero_image', 'title', 'actions', 'body'].some((key) => block[key])) say(path, 'is empty');
    if (block.title) checkText(block.title, `${path}.title`, 150, say);
    if (block.subtitle) checkText(block.subtitle, `${path}.subtitle`, 150, say);
    if (block.body) checkText(block.body, `${path}.body`, 200, say);
    checkList(block.actions, `${path}.actions`, 1, 3, say, (element, at) => {
      if (record(element)?.type !== 'button') say(at, 'only buttons may stand in a card');
      checkElement(element, at, say);
    });
  },
  container: (block, path, say) => {
    if (!block.rich_text_title) checkText(block.title, `${path}.title`, 150, say, ['plain_text']);
    checkList(block.child_blocks ?? [], `${path}.child_blocks`, 1, 10, say, (child, at) => {
      const type = String(record(child)?.type);
      if (!inContainer.includes(type)) return say(at, `${type} may not stand in a container`);
      checkers[type]?.(record(child)!, at, say);
    });
    if (block.default_collapsed && !block.is_collapsible) say(path, 'default_collapsed without is_collapsible');
  },
  carousel: (block, path, say) =>
    checkList(block.elements ?? [], `${path}.elements`, 1, 10, say, (element, at) => {
      if (record(element)?.type !== 'card') return say(at, 'only cards may stand in a carousel');
      checkers.card!(record(element)!, at, say);
    }),
  data_visualization: checkChart,
  image: (block, path, say) => {
    if (typeof block.alt_text !== 'string' || !block.alt_text) say(path, 'needs alt_text');
    checkLength(block.alt_text, `${path}.alt_text`, 2000, say);
  },
  input: (block, path, say) => {
    checkText(block.label, `${path}.label`, 2000, say, ['plain_text']);
    if (block.hint) checkText(block.hint, `${path}.hint`, 2000, say, ['plain_text']);
    checkElement(block.element, `${path}.element`, say);
  },
  rich_text: (block, path, say) => {
    if (!Array.isArray(block.elements)) say(path, 'needs elements');
    walk(block.elements, (item, key) => {
      if (key === 'text' && (typeof item !== 'string' || item === '')) say(path, 'empty text element');
    });
  }
};

/** Both lists that are known of a container's children agree on these (docs.slack.dev and its live check). */
const inContainer = ['actions', 'context', 'divider', 'header', 'image', 'section', 'table', 'video'];

/** Checks a bar chart, the only one that our cards use. Source: docs.slack.dev, blocks/data-visualization-block. */
function checkChart(block: Fields, path: string, say: Say): void {
  checkLabel(block.title, `${path}.title`, 50, say);
  const chart = record(block.chart);
  if (chart?.type !== 'bar') {
    say(`${path}.chart`, `unknown chart ${String(chart?.type)}`);
    return;
  }
  const axis = record(chart.axis_config);
  const categories = Array.isArray(axis?.categories) ? axis.categories.map(String) : [];
  checkList(axis?.categories ?? [], `${path}.chart.axis_config.categories`, 1, 20, say, (name, at) =>
    checkLabel(name, at, 20, say)
  );
  for (const key of ['x_label', 'y_label'])
    if (axis?.[key] !== undefined) checkLabel(axis[key], `${path}.${key}`, 50, say);
  checkList(chart.series ?? [], `${path}.chart.series`, 1, 6, say, (series, at) => {
    checkLabel(record(series)?.name, `${at}.name`, 20, say);
    const data = record(series)?.data;
    checkList(data ?? [], `${at}.data`, 1, 20, say, (point, inner) => {
      if (!Number.isFinite(record(point)?.value)) say(inner, 'needs a number');
    });
    const labels = Array.isArray(data) ? data.map((point) => String(record(point)?.label)) : [];
    if (labels.join('\n') !== categories.join('\n')) say(at, 'its labels are not those of the axis');
  });
  const names = Array.isArray(chart.series) ? chart.series.map((series) => record(series)?.name) : [];
  if (new Set(names).size < names.length) say(path, 'two series of one name');
  if (new Set(categories).size < categories.length) say(path, 'two categories of one name');
}

function checkLabel(value: unknown, path: string, most: number, say: Say): void {
  if (typeof value !== 'string' || value.trim() === '') say(path, 'must not be empty');
  else checkLength(value, path, most, say);
}

function checkElement(value: unknown, path: string, say: Say) {
  const element = record(value);
  if (!element) return say(path, 'must be an object');
  checkLength(element.action_id, `${path}.action_id`, 255, say);
  if (element.placeholder) checkText(element.placeholder, `${path}.placeholder`, 150, say, ['plain_text']);
  switch (element.type) {
    case 'button':
      checkText(element.text, `${path}.text`, 75, say, ['plain_text']);
      checkLength(element.value, `${path}.value`, 2000, say);
      checkLength(element.accessibility_label, `${path}.accessibility_label`, 75, say);
      checkLength(element.url, `${path}.url`, 3000, say);
      if (element.url !== undefined && !/^https?:\/\//.test(String(element.url))) say(`${path}.url`, 'not http(s)');
      if (element.style !== undefined && !['primary', 'danger'].includes(String(element.style)))
        say(`${path}.style`, String(element.style));
      return;
    case 'overflow':
      return checkList(element.options ?? [], `${path}.options`, 2, 5, say, (o, at) => checkOption(o, at, say));
    case 'static_select':
      checkList(element.option_groups, `${path}.option_groups`, 1, 100, say, (group, at) => {
        checkText(record(group)?.label, `${at}.label`, 75, say, ['plain_text']);
        checkList(record(group)?.options ?? [], `${at}.options`, 1, 100, say, (o, inner) => checkOption(o, inner, say));
      });
      if (element.option_groups !== undefined && element.options !== undefined) say(path, 'options and option_groups');
      if (element.option_groups !== undefined) return;
      return checkList(element.options ?? [], `${path}.options`, 1, 100, say, (o, at) => checkOption(o, at, say));
    case 'radio_buttons':
    case 'checkboxes':
      // docs: block-elements/radio-button-group-element and checkboxes-element, at most 10 options.
      checkList(element.options ?? [], `${path}.options`, 1, 10, say, (o, at) => checkOption(o, at, say));
      return checkChosen(element, path, say);
    case 'datepicker':
      if (element.initial_date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(element.initial_date)))
        say(path, 'initial_date is no date');
      return;
    case 'external_select':
      if (Number(element.min_query_length ?? 3) < 0) say(path, 'min_query_length below 0');
      return;
    case 'plain_text_input':
      if (Number(element.max_length ?? 3000) > 3000) say(path, 'max_length over 3000');
      checkLength(element.initial_value, `${path}.initial_value`, Number(element.max_length ?? 3000), say);
      if (element.placeholder) checkText(element.placeholder, `${path}.placeholder`, 150, say, ['plain_text']);
      return;
    case 'feedback_buttons':
      for (const key of ['positive_button', 'negative_button']) {
        const button = record(element[key]);
        if (!button) say(`${path}.${key}`, 'is missing');
        checkText(button?.text, `${path}.${key}.text`, 75, say, ['plain_text']);
        if (typeof button?.value !== 'string') say(`${path}.${key}.value`, 'is missing');
        checkLength(button?.value, `${path}.${key}.value`, 2000, say);
        checkLength(button?.accessibility_label, `${path}.${key}.accessibility_label`, 75, say);
      }
      return;
    case 'image':
      if (typeof element.alt_text !== 'string') say(path, 'needs alt_text');
      return;
    default:
      say(path, `unknown element type ${String(element.type)}`);
  }
}

/** Checks that the initial choice is one of the options, and a list of such choices must not be empty. */
function checkChosen({ options, initial_option, initial_options }: Fields, path: string, say: Say): void {
  const known = new Set((options as unknown[]).map((option) => JSON.stringify(option)));
  const chosen = [...(initial_option ? [initial_option] : []), ...((initial_options as unknown[] | undefined) ?? [])];
  if (Array.isArray(initial_options) && initial_options.length === 0) say(`${path}.initial_options`, 'is empty');
  if (chosen.some((one) => !known.has(JSON.stringify(one)))) say(path, 'what is chosen is not among the options');
}

function checkOption(value: unknown, path: string, say: Say): void {
  const option = record(value);
  checkText(option?.text, `${path}.text`, 75, say, ['plain_text']);
  if (typeof option?.value !== 'string') say(`${path}.value`, 'is missing');
  checkLength(option?.value, `${path}.value`, 75, say);
  if (option?.description) checkText(option.description, `${path}.description`, 75, say, ['plain_text']);
}

function checkText(value: unknown, path: string, most: number, say: Say, types = ['plain_text', 'mrkdwn']) {
  const text = record(value);
  if (!text || !types.includes(String(text.type))) return say(path, `must be a text object of ${types.join(' or ')}`);
  const words = text.text;
  if (typeof words !== 'string' || words.length === 0) return say(path, 'must not be empty');
  if (words.length > most) say(path, `${words.length} characters, at most ${most}`);
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(words))
    say(path, 'half a character');
  if (text.type === 'mrkdwn' && hasMention(words)) say(path, 'holds an unescaped mention or a link that is not http');
  if (text.type === 'mrkdwn' && /&(?!amp;|lt;|gt;)/.test(words.replace(/<[^>]*>/g, ''))) say(path, 'a bare ampersand');
}

function checkList(
  value: unknown,
  path: string,
  least: number,
  most: number,
  say: Say,
  each: (item: unknown, path: string) => void
) {
  if (value === undefined) return;
  if (!Array.isArray(value)) return say(path, 'must be an array');
  if (value.length < least || value.length > most) say(path, `${value.length} items, ${least} to ${most} allowed`);
  value.forEach((item, i) => {
    each(item, `${path}[${i}]`);
  });
}

function checkLength(value: unknown, path: string, most: number, say: Say) {
  if (value === undefined) return;
  if (typeof value !== 'string') return say(path, 'must be a string');
  if (value.length > most) say(path, `${value.length} characters, at most ${most}`);
}

/** Returns true where `<…>` is anything but a link to http(s) or mailto. */
export function hasMention(mrkdwn: string): boolean {
  return /</.test(mrkdwn.replace(/<(https?:\/\/|mailto:)[^<>|\s]+(\|[^<>|]*)?>/g, ''));
}

/** Calls `visit` for every value in a JSON tree. */
export function walk(value: unknown, visit: (value: unknown, key: string) => void, key = ''): void {
  visit(value, key);
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (value !== null && typeof value === 'object')
    for (const [name, item] of Object.entries(value)) walk(item, visit, name);
}

function allText(blocks: unknown): number {
  let sum = 0;
  walk(blocks, (value, key) => {
    if (key === 'text' && typeof value === 'string') sum += value.length;
  });
  return sum;
}

function elementsOf(block: Fields): unknown[] {
  const lists = [block.elements, block.actions, block.accessory && [block.accessory]];
  return lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter((e) => record(e)?.action_id !== undefined);
}

function record(value: unknown): Fields | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : undefined;
}
