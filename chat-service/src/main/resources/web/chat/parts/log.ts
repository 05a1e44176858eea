import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { base } from '../look/base';
import { icons } from '../look/icons';
import type { Catalog } from '../model/catalog';
import type { Conversation } from '../model/conversation';
import { titles } from '../model/titles';
import type { Entry, Pending, Without } from '../model/types';
import { day, t } from '../text/words';
import './message';
import type { Tick } from './message';

const NEAR_PX = 120;

/** Everything that was said, the newest at the bottom, told to screen readers as it comes. */
export class TresenLog extends LitElement {
  static override properties = {
    conversation: { attribute: false },
    revision: { type: Number },
    shop: {},
    embed: { type: Boolean },
    catalog: { attribute: false },
    templates: { attribute: false },
    without: { attribute: false },
    below: { state: true },
  };
  declare conversation: Conversation;
  /** Rises with each change of the conversation. */
  declare revision: number;
  declare shop: string;
  declare embed: boolean;
  declare catalog: Catalog;
  declare templates: Record<string, string>;
  declare without: Without;
  /** True while there is something new below what is seen. */
  declare below: boolean;

  private atEnd = true;

  static override styles = [
    base,
    css`
      :host { position: relative; min-height: 0; }
      .scroll { height: 100%; overflow-y: auto; overflow-x: hidden; overscroll-behavior: contain; padding: 1rem .85rem .5rem; }
      .scroll:focus-visible { outline-offset: -3px; }
      .log { display: grid; gap: .55rem; align-content: end; min-height: 100%; max-width: 44.3rem; margin: 0 auto;
        grid-template-columns: minmax(0, 1fr); }
      .day, .new { display: flex; align-items: center; gap: .8rem; margin: .5rem 0 .2rem; color: var(--soft);
        font-size: .8rem; font-weight: 600; }
      .day { justify-content: center; }
      .new { color: var(--accent-strong); }
      .new::before, .new::after { content: ''; flex: 1; border-top: 1px solid currentColor; opacity: .5; }
      .typing { display: flex; gap: .3rem; width: fit-content; padding: .85rem .95rem; border-radius: var(--round) var(--round)
        var(--round) .35rem; background: var(--surface); box-shadow: var(--shadow); }
      .typing i { width: .5rem; height: .5rem; border-radius: 50%; background: var(--soft); opacity: .55; }
      @media (prefers-reduced-motion: no-preference) {
        .typing i { animation: breathe 1.2s infinite; }
        .typing i:nth-child(2) { animation-delay: .2s; }
        .typing i:nth-child(3) { animation-delay: .4s; }
        @keyframes breathe { 40% { opacity: 1; transform: translateY(-.15rem); } }
      }
      .down { position: absolute; right: 1rem; bottom: .75rem; background: var(--surface); box-shadow: var(--shadow);
        border: 1px solid var(--line); }
    `,
  ];

  override render() {
    const conversation = this.conversation;
    const shown = conversation.entries.filter((it) => it.message.type !== 'reaction');
    const fresh = freshest(conversation);
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${t('app.log', this.shop)} @scroll=${this.scrolled}>
        <div class="log" role="log" aria-live=${conversation.loaded ? 'polite' : 'off'} aria-label=${t('app.log', this.shop)}>
          ${repeat(
            shown,
            (it) => it.id,
            (it, i) => html`
              ${i === 0 || day(shown[i - 1]!.sent_at) !== day(it.sent_at)
                ? html`<p class="day">${day(it.sent_at)}</p>`
                : nothing}
              ${it.id === conversation.unreadFrom ? html`<p class="new">${t('log.new')}</p>` : nothing}
              ${this.message(it, {
                tick: it.direction === 'inbound' ? tick(conversation, it) : null,
                fresh: it.id === fresh,
                follows: shown[i - 1]?.author === it.author,
              })}
            `,
          )}
          ${repeat(
            conversation.pending.filter((it) => it.message.type !== 'reaction' || it.refused),
            (it) => it.key,
            (it) => this.waiting(it),
          )}
          ${conversation.awaiting
            ? html`<div class="typing"><i></i><i></i><i></i><span class="aside">${t('log.typing', this.shop)}</span></div>`
            : nothing}
        </div>
      </div>
      <p class="aside" role="status">${lastIsRead(conversation) ? t('log.read') : nothing}</p>
      <button class="icon down" ?hidden=${!this.below} aria-label=${t('log.down')} @click=${() => this.toEnd(true)}>
        ${icons.down}
      </button>
    `;
  }

  private message(entry: Entry, how: { tick: Tick | null; fresh?: boolean; follows?: boolean; refused?: string }) {
    return html`<tresen-message
      .entry=${entry}
      .tick=${how.tick}
      .refused=${how.refused}
      .reaction=${reactionTo(this.conversation, entry)}
      ?fresh=${how.fresh}
      ?follows=${how.follows}
      ?embed=${this.embed}
      .catalog=${this.catalog}
      .media=${this.conversation.media}
      .titles=${entry.message.type === 'order' ? this.titles() : undefined}
      .templates=${this.templates}
      .without=${this.without}
    ></tresen-message>`;
  }

  /** The catalog's own are whole, rows of lists are short. */
  private titles(): Map<string, string> {
    return new Map([...titles(this.conversation.entries), ...this.catalog.titles]);
  }

  private waiting(pending: Pending) {
    const entry: Entry = {
      id: pending.key,
      direction: 'inbound',
      author: 'shopper',
      sent_at: pending.at,
      status: 'received',
      message: pending.message,
    };
    return this.message(entry, { tick: pending.refused ? 'failed' : 'waiting', refused: pending.refused });
  }

  override updated(changed: Map<string, unknown>) {
    if (!changed.has('revision')) return;
    if (this.atEnd) void this.settle();
    else this.below = true;
  }

  /** At the end once the messages have their height. */
  private async settle() {
    await Promise.all(Array.from(this.renderRoot.querySelectorAll<LitElement>('tresen-message'), (it) => it.updateComplete));
    this.toEnd(false);
  }

  /** Shows the newest; a message of the shopper's own always does. */
  toEnd(smoothly: boolean) {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smoothly && !calm ? 'smooth' : 'auto' });
    this.atEnd = true;
    this.below = false;
  }

  private get scroller() {
    return this.renderRoot.querySelector('.scroll')!;
  }

  private scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (this.atEnd) this.below = false;
  }
}

/** The last thing said, if the shop said it and nothing is on its way; notices between do not make it stale. */
function freshest(conversation: Conversation): string | null {
  if (conversation.pending.length) return null;
  for (let i = conversation.entries.length - 1; i >= 0; i--) {
    const entry = conversation.entries[i]!;
    if (entry.message.type === 'reaction') continue;
    if (entry.direction === 'inbound') return null;
    if (offers(entry)) return entry.id;
  }
  return null;
}

function offers(entry: Entry): boolean {
  const { type, template } = entry.message;
  return type === 'interactive' || (type === 'template' && template?.rendered?.buttons?.length > 0);
}

/** What is known of a message that the shop took: an answer to it means that it was read. */
function tick(conversation: Conversation, entry: Entry): Tick {
  const status: string = entry.read ? 'read' : entry.status;
  if (status === 'read' || status === 'delivered' || status === 'failed') return status;
  const at = conversation.entries.indexOf(entry);
  const answered = conversation.entries.slice(at + 1).some((it) => it.direction === 'outbound' && !it.notice?.order_no);
  return answered ? 'read' : 'received';
}

/** The shop marked the newest message as read, and it is the shopper's: worth saying aloud, once. */
function lastIsRead(conversation: Conversation): boolean {
  const last = conversation.entries[conversation.entries.length - 1];
  return last?.direction === 'inbound' && last.read === true && !conversation.pending.length;
}

function reactionTo(conversation: Conversation, entry: Entry): string | undefined {
  const said = [...conversation.entries, ...conversation.pending.filter((it) => !it.refused)].map((it) => it.message);
  const reactions = said.filter((it) => it['reaction']?.message_id === entry.id);
  return reactions[reactions.length - 1]?.['reaction']?.emoji || undefined;
}

customElements.define('tresen-log', TresenLog);
