import { css, html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import { say, show } from '../look/events';
import { icons } from '../look/icons';
import { Refused } from '../model/api';
import type { Conversation } from '../model/conversation';
import { replies } from '../model/replies';
import type { Without } from '../model/types';
import { t, type Key } from '../text/words';

const CATALOG = 'menu:catalog';

const WAYS: { id: string; key: Key; icon: unknown }[] = [
  { id: CATALOG, key: 'menu.catalog', icon: icons.grid },
  { id: 'menu:orders', key: 'menu.orders', icon: icons.truck },
  { id: 'menu:help', key: 'menu.help', icon: icons.help },
  { id: 'human', key: 'menu.person', icon: icons.person },
];

/** Ways into the conversation, and what the shopper decides about it. */
export class TresenMenuSheet extends LitElement {
  static override properties = {
    conversation: { attribute: false },
    without: { attribute: false },
    trouble: { state: true },
    sure: { state: true },
    agreed: { state: true },
  };
  declare conversation: Conversation;
  declare without: Without;
  declare trouble: Key | null;
  declare sure: boolean;
  declare agreed: boolean;

  static override styles = [
    base,
    css`
      li + li { border-top: 1px solid var(--line); }
      .way {
        display: flex; align-items: center; gap: .9rem; width: 100%; min-height: 3.1rem; padding: .4rem .25rem; border: 0;
        border-radius: .6rem; background: none; text-align: start;
      }
      .way:hover { background: var(--raised); }
      .way svg { color: var(--accent-strong); }
      .consent { display: flex; gap: .9rem; align-items: flex-start; padding: .8rem .25rem; }
      .consent input { width: 1.5rem; height: 1.5rem; margin: .1rem 0 0; accent-color: var(--accent); flex: none; }
      .consent label { font-weight: 550; }
      .about { color: var(--soft); font-size: .9rem; }
      .trouble { color: var(--warn); font-size: .9rem; font-weight: 550; }
      .sure { display: grid; gap: .6rem; padding: .8rem .25rem; }
      .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('conversation')) this.agreed = this.conversation.consent;
  }

  override render() {
    return html`
      <ul>
        ${WAYS.filter((it) => it.id !== CATALOG || !this.without.catalog).map(
          (way) => html`<li>
            <button class="way" @click=${() => say(this, replies.tap({ id: way.id, title: t(way.key) }, null))}>
              ${way.icon} ${t(way.key)}
            </button>
          </li>`,
        )}
        <li>
          <button class="way" @click=${() => show(this, { kind: 'share', entry: null })}>
            ${icons.share} ${t('menu.share')}
          </button>
        </li>
        ${this.conversation.opened ? html`<li>${this.consent()}</li><li>${this.forget()}</li>` : nothing}
      </ul>
    `;
  }

  private consent() {
    return html`
      <div class="consent">
        <input id="consent" type="checkbox" .checked=${this.agreed} @change=${this.agree} aria-describedby="about" />
        <div>
          <label for="consent">${t('menu.consent')}</label>
          <p class="about" id="about">${t('menu.consent.about')}</p>
          <p class="trouble" role="status">${this.trouble ? t(this.trouble) : nothing}</p>
        </div>
      </div>
    `;
  }

  private async agree(event: Event) {
    this.agreed = (event.target as HTMLInputElement).checked;
    this.trouble = null;
    try {
      await this.conversation.agree(this.agreed);
    } catch (e) {
      const outdated = e instanceof Refused && e.code === 'terms-outdated';
      this.trouble = outdated ? 'menu.consent.outdated' : 'menu.consent.failed';
      this.agreed = this.conversation.consent;
    }
  }

  private forget() {
    if (!this.sure) {
      return html`<button class="way" @click=${() => (this.sure = true)}>${icons.bin} ${t('menu.forget')}</button>`;
    }
    return html`
      <div class="sure" role="group" aria-labelledby="sure">
        <p id="sure">${t('menu.forget.sure')}</p>
        <div class="pair">
          <button class="button quiet" @click=${() => (this.sure = false)}>${t('menu.forget.no')}</button>
          <button class="button" @click=${() => this.conversation.forget()}>${t('menu.forget.yes')}</button>
        </div>
      </div>
    `;
  }
}

customElements.define('tresen-menu-sheet', TresenMenuSheet);
