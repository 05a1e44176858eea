import { html, nothing, type TemplateResult } from 'lit';
import { get } from '../model/session';
import { t } from '../text/words';
import { Page } from './page';

/** A page with a list that goes on: what is loaded of it, and the way to more. */
export abstract class Paged extends Page {
  static override properties = { rows: { state: true }, next: { state: true } };
  /** Null until the first part is there. */
  declare rows: any[] | null;
  declare next: string | null;

  constructor() {
    super();
    this.rows = null;
    this.next = null;
  }

  /** Where the list is, with its filters and its limit, as they are now. */
  protected abstract get address(): string;

  protected abstract table(): TemplateResult;

  protected part(address: string): Promise<any> {
    return get(address);
  }

  /** Loads the list's beginning, or what is behind a cursor; what was asked for before the filters changed is dropped. */
  protected load(cursor: string | null = null) {
    const address = this.address;
    return this.attempt(async () => {
      const part = await this.part(cursor ? `${address}&cursor=${encodeURIComponent(cursor)}` : address);
      if (address !== this.address) return;
      this.rows = cursor ? [...(this.rows ?? []), ...part.data] : part.data;
      this.next = part.paging.next ?? null;
    });
  }

  protected list(empty: string): TemplateResult {
    return html`
      ${this.rows?.length ? this.table() : nothing}
      ${this.rows?.length === 0 ? html`<p class="soft">${empty}</p>` : nothing}
      ${this.next
        ? html`<button class="button quiet" ?disabled=${this.busy} @click=${() => this.load(this.next)}>${t('app.more')}</button>`
        : nothing}
    `;
  }
}
