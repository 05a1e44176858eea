import { css, html, nothing } from 'lit';
import { Page } from '../look/page';
import { Unreachable } from '../model/http';
import { path } from '../model/route';
import { session } from '../model/session';
import { known, moment, t, type Key } from '../text/words';
import './conversation';

const EVERY_MS = 4_000;
const FILTERS: [Key, string][] = [
  ['inbox.all', ''],
  ['inbox.human', 'status=human'],
  ['inbox.bot', 'status=bot'],
  ['inbox.mine', 'assigned_to=me'],
  ['inbox.none', 'assigned_to=none'],
];

/** The conversations on one side, the chosen one on the other. It asks again every few seconds for what has changed. */
class Inbox extends Page {
  static override properties = {
    chosen: {},
    lines: { state: true },
    next: { state: true },
    filter: { state: true },
    search: { state: true },
  };
  declare chosen: string;
  declare lines: any[] | null;
  declare next: string | null;
  declare filter: string;
  declare search: string;
  private timer = 0;
  private tag: string | null = null;

  static override styles = [
    Page.styles,
    css`
      .panes { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
      .list a { display: grid; gap: .1rem .6rem; grid-template-columns: minmax(0, 1fr) auto; padding: .65rem .8rem; color: inherit;
        border-bottom: 1px solid var(--line); text-decoration: none; }
      .list a:hover { background: var(--raised); }
      .list a[aria-current='true'] { background: var(--own); color: var(--own-ink); }
      .preview { grid-column: 1 / -1; overflow: hidden; color: var(--soft); font-size: .92rem; text-overflow: ellipsis;
        white-space: nowrap; }
      a[aria-current='true'] .preview { color: inherit; }
      .tags { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .3rem; }
      .list { overflow: hidden; padding: 0; }
      @media (max-width: 59.99rem) { .panes.chosen > .side { display: none; } }
      @media (min-width: 60rem) { .panes { grid-template-columns: minmax(16rem, 22rem) minmax(0, 1fr); } }
    `,
  ];

  constructor() {
    super();
    this.lines = null;
    this.next = null;
    this.filter = '';
    this.search = '';
    this.chosen = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.look();
    this.timer = window.setInterval(() => document.hidden || void this.look(), EVERY_MS);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private get query(): string {
    const q = this.search.trim().length >= 2 ? `q=${encodeURIComponent(this.search.trim())}` : '';
    return [this.filter, q].filter(Boolean).join('&');
  }

  private async look() {
    const query = this.query;
    try {
      const headers: Record<string, string> = this.tag ? { 'If-None-Match': this.tag } : {};
      const answer = await session.call('GET', `/chat/v1/conversations?limit=50&${query}`, { headers });
      if (query !== this.query || answer.status === 304) return;
      this.tag = answer.headers.get('ETag');
      this.lines = answer.body.data;
      this.next = answer.body.paging.next ?? null;
    } catch (e) {
      if (!(e instanceof Unreachable)) this.tag = null; // the next look says it again
    }
  }

  private changed(filter: string, search: string) {
    this.filter = filter;
    this.search = search;
    this.tag = null;
    void this.look();
  }

  private more() {
    void this.attempt(async () => {
      const cursor = encodeURIComponent(this.next!);
      const answer = await session.call('GET', `/chat/v1/conversations?limit=50&${this.query}&cursor=${cursor}`);
      this.lines = [...(this.lines ?? []), ...answer.body.data];
      this.next = answer.body.paging.next ?? null;
    });
  }

  override render() {
    return html`<div class="panes ${this.chosen ? 'chosen' : ''}">
      <div class="side stack">
        ${this.heading(t('inbox.title'))}
        <div class="fields">
          <label>
            <span class="aside">${t('inbox.search')}</span>
            <input
              type="search"
              placeholder=${t('inbox.search')}
              .value=${this.search}
              @input=${(e: Event) => this.changed(this.filter, (e.target as HTMLInputElement).value)}
            />
          </label>
          <label>
            <span class="aside">${t('inbox.filter')}</span>
            <select @change=${(e: Event) => this.changed((e.target as HTMLSelectElement).value, this.search)}>
              ${FILTERS.map(([key, query]) => html`<option value=${query}>${t(key)}</option>`)}
            </select>
          </label>
        </div>
        ${this.outcome()}
        <ul class="card list" aria-busy=${this.lines === null}>
          ${(this.lines ?? []).map((it) => this.line(it))}
          ${this.lines?.length === 0 ? html`<li class="card soft">${t('inbox.empty')}</li>` : nothing}
        </ul>
        ${this.next ? html`<button class="button quiet" @click=${this.more}>${t('app.more')}</button>` : nothing}
      </div>
      ${this.chosen
        ? html`<c-conversation .conversation=${this.chosen} @changed=${() => this.look()}></c-conversation>`
        : html`<p class="soft">${this.lines?.length ? t('inbox.choose') : nothing}</p>`}
    </div>`;
  }

  /** What the last message is, where it has no words. */
  private kind(type: string | undefined) {
    return known(`message.${type}`, '');
  }

  private line(line: any) {
    const waits = line.status === 'human' && line.last_message?.direction === 'inbound';
    return html`<li>
      <a href=${path('inbox', line.conversation_id)} aria-current=${line.conversation_id === this.chosen}>
        <strong>${line.display_name ?? t('inbox.nobody')}</strong>
        <time class="soft" datetime=${line.last_message_at}>${moment(line.last_message_at)}</time>
        <span class="preview">${line.last_message?.preview || this.kind(line.last_message?.type)}</span>
        <span class="tags">
          ${line.test ? html`<span class="pill">${t('inbox.test')}</span>` : nothing}
          ${waits ? html`<span class="pill care">${t('inbox.waiting')}</span>` : nothing}
          ${line.tags.map((it: string) => html`<span class="pill">${it}</span>`)}
        </span>
      </a>
    </li>`;
  }
}

customElements.define('c-inbox', Inbox);
