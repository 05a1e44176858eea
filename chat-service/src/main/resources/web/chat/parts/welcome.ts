import { css, html, LitElement } from 'lit';
import { base } from '../look/base';
import { say } from '../look/events';
import { icons } from '../look/icons';
import { replies } from '../model/replies';
import { t, type Key } from '../text/words';

const CATALOG = 'menu:catalog';

const WAYS: { id: string; key: Key; icon: unknown }[] = [
  { id: CATALOG, key: 'welcome.catalog', icon: icons.grid },
  { id: 'menu:orders', key: 'welcome.orders', icon: icons.truck },
  { id: 'human', key: 'welcome.person', icon: icons.person },
];

/** What somebody sees who has said nothing yet; only what they do next opens a conversation. */
export class TresenWelcome extends LitElement {
  static override properties = { shop: {}, bare: { type: Boolean } };
  declare shop: string;
  /** The shop shows no catalog. */
  declare bare: boolean;

  static override styles = [
    base,
    css`
      :host { display: grid; place-items: center; overflow-y: auto; padding: 1.5rem; text-align: center; }
      .mark { display: grid; place-items: center; width: 5rem; height: 5rem; margin: 0 auto 1.25rem; border-radius: 1.6rem;
        background: var(--accent); color: var(--on-accent); font-size: 2.2rem; font-weight: 700; }
      h2 { font-size: 1.5rem; font-weight: 700; letter-spacing: -.01em; text-wrap: balance; overflow-wrap: anywhere; }
      p { margin: .5rem auto 1.75rem; color: var(--soft); max-width: 22rem; text-wrap: balance; }
      ul { display: grid; gap: .6rem; width: min(20rem, 100%); margin: 0 auto; }
      .button { justify-content: flex-start; gap: .8rem; padding: .6rem 1.1rem; text-align: start; }
      .button.quiet { background: var(--surface); box-shadow: var(--shadow); }
      .button.quiet:hover { background: var(--info-tint); }
    `,
  ];

  override render() {
    return html`
      <div>
        <div class="mark" aria-hidden="true">${initial(this.shop)}</div>
        <h2>${t('welcome.title', this.shop)}</h2>
        <p>${t('welcome.text')}</p>
        <ul>
          ${WAYS.filter((it) => it.id !== CATALOG || !this.bare).map(
            (way, i) => html`<li>
              <button
                class="button ${i === 0 ? '' : 'quiet'}"
                data-id=${way.id}
                @click=${() => say(this, replies.tap({ id: way.id, title: t(way.key) }, null))}
              >
                ${way.icon} ${t(way.key)}
              </button>
            </li>`,
          )}
        </ul>
      </div>
    `;
  }
}

/** The first letter or digit of a name. */
export function initial(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? 'T').toUpperCase();
}

customElements.define('tresen-welcome', TresenWelcome);
