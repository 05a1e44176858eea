import { known } from '../text/words';
import { get, session } from './session';

export interface By {
  kind: 'staff' | 'app' | 'shopper' | 'system';
  id?: string;
}

let names: Promise<Map<string, string>> | null = null;

/** Names of the staff by their ids, which histories give; asked for once in a while. */
export function staffNames(): Promise<Map<string, string>> {
  names ??= get('/chat/v1/staff').then(
    (page) => new Map(page.data.map((it: any) => [it.staff_id, it.display_name])),
    (e) => {
      names = null;
      throw e;
    },
  );
  return names;
}

session.addEventListener('change', () => (names = null));

export function forgetNames() {
  names = null;
}

/** Who did it, for people. */
export function who(by: By | undefined, names: Map<string, string>): string {
  if (!by) return known('by.system');
  return (by.id && names.get(by.id)) || known(`by.${by.kind}`);
}
