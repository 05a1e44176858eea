import { html, type TemplateResult } from 'lit';
import { t } from './words';

const LINK = /https?:\/\/[^\s<>"']+/g;
const TRAILING = /[.,;:!?)\]}]+$/;
/** WhatsApp's marks: *bold*, _italic_, ~struck~, within a line and not within a word. */
const MARK = /(^|[^\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\2(?![\p{L}\p{N}])/u;

type Part = string | TemplateResult;

/** A text with its links and marks; everything else stays text, since the renderer escapes it. */
export function rich(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const url = match[0].replace(TRAILING, '');
    parts.push(...marked(text.slice(from, match.index)), link(url, url));
    from = match.index + url.length;
  }
  return [...parts, ...marked(text.slice(from))];
}

/** A link, if it is one that may be followed. */
export function link(url: string, label: string): Part {
  const safe = safeUrl(url);
  return safe
    ? html`<a href=${safe} target="_blank" rel="noopener noreferrer">${label}<span class="aside"> (${t('newtab')})</span></a>`
    : label;
}

/** The address, if a browser may be sent there by a message: http and https alone. */
export function safeUrl(url: unknown): string | null {
  try {
    const parsed = new URL(String(url));
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
  } catch {
    return null;
  }
}

/** The text without its marks, for names and summaries. */
export function plain(text: string): string {
  for (let match = MARK.exec(text); match; match = MARK.exec(text)) {
    const at = match.index + match[1]!.length;
    text = text.slice(0, at) + match[3] + text.slice(match.index + match[0].length);
  }
  return text;
}

function marked(text: string): Part[] {
  const match = MARK.exec(text);
  if (!match) return text ? [text] : [];
  const [whole, before, mark, inner] = match as unknown as [string, string, string, string];
  const content = marked(inner);
  const element =
    mark === '*' ? html`<strong>${content}</strong>` : mark === '_' ? html`<em>${content}</em>` : html`<s>${content}</s>`;
  const head = text.slice(0, match.index) + before;
  return [...(head ? [head] : []), element, ...marked(text.slice(match.index + whole.length))];
}
