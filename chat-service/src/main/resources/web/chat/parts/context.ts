import type { Catalog } from '../model/catalog';
import type { Choice, Entry, Without } from '../model/types';
import { replies } from '../model/replies';
import { say } from '../look/events';

/** What a message's body needs to know of its surroundings. */
export interface Context {
  entry: Entry;
  /** Nothing was said after it: what it offers is what comes next. */
  fresh: boolean;
  /** The page is shown in a frame: pages that forbid that open in a tab of their own. */
  embed: boolean;
  catalog: Catalog;
  /** Fetches media by its id. */
  media: (id: string) => Promise<Blob>;
  /** Titles of products by their ids, as far as they are known here. */
  titles: Map<string, string> | undefined;
  without: Without;
  /** Texts of the built-in templates by name. */
  templates: Record<string, string>;
  from: EventTarget;
}

export function tap(context: Context, choice: Choice) {
  say(context.from, replies.tap(choice, context.entry.id));
}
