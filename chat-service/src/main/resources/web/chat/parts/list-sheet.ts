import { css, html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import { say } from '../look/events';
import { icons } from '../look/icons';
import { replies } from '../model/replies';
import type { Choice, Entry } from '../model/types';

/** The rows of an interactive list. */
export class TresenListSheet extends LitElement {
  static override properties = { entry: { attribute: false } };
  declare entry: Entry;

  static override styles = [
    base,
    css`
      h3 { margin: .8rem 0 .2rem; color: var(--soft); font-size: .85rem; font-weight: 600; }
      li + li { border-top: 1px solid var(--line); }
      button {
        display: flex; align-items: center; gap: .75rem; width: 100%; min-height: 3.25rem; padding: .6rem .25rem;
        border: 0; border-radius: .6rem; background: none; text-align: start;
      }
      button:hover { background: var(--raised); }
      .what { flex: 1; min-width: 0; overflow-wrap: anywhere; }
      .title { display: block; font-weight: 550; }
      .about { display: block; color: var(--soft); font-size: .9rem; }
      svg { color: var(--soft); }
    `,
  ];

  override render() {
    const sections: { title?: string; rows?: Choice[] }[] = this.entry.message['interactive']?.action?.sections ?? [];
    return sections.map(
      (section) => html`
        ${section.title ? html`<h3>${section.title}</h3>` : nothing}
        <ul>
          ${(section.rows ?? []).map(
            (row) => html`
              <li>
                <button @click=${() => say(this, replies.tap(row, this.entry.id, 'list_reply'))} data-id=${row.id}>
                  <span class="what">
                    <span class="title">${row.title}</span>
                    ${row.description ? html`<span class="about">${row.description}</span>` : nothing}
                  </span>
                  ${icons.next}
                </button>
              </li>
            `,
          )}
        </ul>
      `,
    );
  }
}

customElements.define('tresen-list-sheet', TresenListSheet);
