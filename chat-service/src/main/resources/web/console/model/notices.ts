import { fill } from '../../chat/text/fill';

let texts: Record<string, string> = {};

/** Takes the texts of the built-in templates by name, which the page brings: a message holds their arguments alone. */
export function learn(json: string | null | undefined) {
  texts = JSON.parse(json || '{}');
}

/** What a built-in template says; null for one that is not built in. */
export function notice(name: string, values: string[]): string | null {
  const text = texts[name];
  return text === undefined ? null : fill(text, values);
}
