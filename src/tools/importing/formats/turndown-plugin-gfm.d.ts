declare module '@joplin/turndown-plugin-gfm' {
  import type TurndownService from 'turndown';
  /** Adds tables, struck-through text and tick boxes, as GitHub writes them. */
  export function gfm(service: TurndownService): void;
}
