/** Fields of the front matter with one value, by their names and in the order of the files. */
export const singleFields = [
  'title',
  'kind',
  'topic',
  'publisher',
  'year',
  'url',
  'link_label',
  'archived_url',
  'status',
  'superseded_by',
  'contact',
  'nation',
  'owner',
  'compiled',
  'reviewed',
  'reviewed_by',
  'review_by'
] as const;
export type SingleField = (typeof singleFields)[number];

/** Fields of the front matter with a list. */
export const listFields = ['for', 'asks', 'aliases', 'see', 'source'] as const;
export type ListField = (typeof listFields)[number];

/** Source text of an entry, not yet checked. An absent field is not written. */
export interface EntryText {
  single: Readonly<Partial<Record<SingleField, string>>>;
  lists: Readonly<Record<ListField, readonly string[]>>;
  body: string;
}

/** Items to remove and to append, so that the edit fits a list changed by others; or the whole list in a new order. */
export type ListEdit = { add: readonly string[]; remove: readonly string[] } | { all: readonly string[] };

/** The difference between two texts of an entry. Plain data, safe to store as JSON. */
export interface EntryEdit {
  /** New values by field; an empty text removes the field. */
  set: Readonly<Partial<Record<SingleField, string>>>;
  lists: Readonly<Partial<Record<ListField, ListEdit>>>;
  body?: string;
}

export const blankEntry: EntryText = {
  single: {},
  lists: { for: [], asks: [], aliases: [], see: [], source: [] },
  body: ''
};

/** Returns a list with an edit applied. */
export function editedList(list: readonly string[], edit: ListEdit | undefined): readonly string[] {
  if (!edit) return list;
  if ('all' in edit) return edit.all;
  const kept = list.filter((item) => !edit.remove.includes(item));
  return [...kept, ...edit.add.filter((item) => !kept.includes(item))];
}

function listEdit(before: readonly string[], after: readonly string[]): ListEdit | undefined {
  const edit = {
    add: after.filter((item) => !before.includes(item)),
    remove: before.filter((item) => !after.includes(item))
  };
  const made = editedList(before, edit);
  if (made.length !== after.length || made.some((item, index) => item !== after[index])) return { all: after };
  return edit.add.length + edit.remove.length > 0 ? edit : undefined;
}

/** Returns the edit that turns `before` into `after`; undefined if they are equal. */
export function differences(before: EntryText, after: EntryText): EntryEdit | undefined {
  const set: Partial<Record<SingleField, string>> = {};
  for (const field of singleFields) {
    const [was = '', is = ''] = [before.single[field], after.single[field]];
    if (was !== is) set[field] = is;
  }
  const lists: Partial<Record<ListField, ListEdit>> = {};
  for (const field of listFields) {
    const edit = listEdit(before.lists[field], after.lists[field]);
    if (edit) lists[field] = edit;
  }
  const body = before.body === after.body ? undefined : after.body;
  if (Object.keys(set).length + Object.keys(lists).length === 0 && body === undefined) return undefined;
  return { set, lists, ...(body !== undefined && { body }) };
}

/** Returns an entry with an edit applied. */
export function edited(entry: EntryText, edit: EntryEdit): EntryText {
  const single = Object.fromEntries(Object.entries({ ...entry.single, ...edit.set }).filter(([, value]) => value));
  const lists = { ...entry.lists };
  for (const field of listFields) lists[field] = editedList(entry.lists[field], edit.lists[field]);
  return { single, lists, body: edit.body ?? entry.body };
}
