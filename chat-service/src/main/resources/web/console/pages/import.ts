import { html, nothing, type PropertyValues } from 'lit';
import { Page } from '../look/page';
import { go, path } from '../model/route';
import { get, session } from '../model/session';
import { t, type Key } from '../text/words';

const FORMATS = ['tresen-csv', 'woocommerce-csv', 'shopify-csv', 'meta-feed-csv', 'meta-feed-xml'];
const COUNTS = ['created', 'updated', 'unchanged', 'skipped', 'rejected'] as const;
const EVERY_MS = 700;

/** Imports a file, and shows how far it is and which rows want a look. */
class Import extends Page {
  static override properties = { running: {}, report: { state: true } };
  /** The import's id; empty before one began. */
  declare running: string;
  declare report: any;
  private timer = 0;

  override willUpdate(changed: PropertyValues) {
    if (!changed.has('running')) return;
    this.report = null;
    if (this.running) void this.look();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private async look() {
    clearTimeout(this.timer);
    await this.attempt(async () => (this.report = await get(`/catalog/v1/imports/${this.running}`)));
    if (this.isConnected && (this.problem || this.report?.state === 'running')) {
      this.timer = window.setTimeout(() => this.look(), EVERY_MS);
    }
  }

  override render() {
    return html`<div class="stack">
      <div class="row spread">
        ${this.heading(t('import.title'))}<a class="button quiet" href=${path('catalog')}>${t('app.back')}</a>
      </div>
      <form class="card fields" @submit=${this.begin}>
        ${this.field(t('import.format'), 'format', html`<select name="format">${FORMATS.map((it) => html`<option>${it}</option>`)}</select>`)}
        ${this.field(t('import.file'), 'file', html`<input name="file" type="file" accept=".csv,.xml,text/csv,text/xml" required />`)}
        <button class="button" ?disabled=${this.busy || this.report?.state === 'running'}>${t('import.go')}</button>
      </form>
      ${this.outcome()} ${this.report ? this.result() : nothing}
    </div>`;
  }

  private begin(event: Event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const file = form.get('file') as File;
    const type = file.name.endsWith('.xml') ? 'application/xml' : 'text/csv';
    void this.attempt(async (key) => {
      const answer = await session.call('POST', `/catalog/v1/imports?format=${form.get('format')}`, {
        file: { content: file, type },
        key,
      });
      go('catalog', 'import', answer.body.import_id);
    });
  }

  private result() {
    const { state, rows, total_rows, failure, problems } = this.report;
    const done = state === 'done';
    return html`<section class="card stack" aria-live="polite">
      ${state === 'failed'
        ? html`<p class="problem">${t('import.failed', failure?.detail ?? failure?.code ?? '')}</p>`
        : html`<p>${done ? t('import.done', rows) : t('import.running', rows, total_rows ?? '…')}</p>
            <progress max=${total_rows || 1} value=${done ? total_rows || 1 : rows} aria-label=${t('import.title')}></progress>`}
      <p class="row">
        ${COUNTS.map((it) => html`<span class="pill ${it === 'rejected' && this.report[it] ? 'care' : ''}">
          ${this.report[it]} ${t(`import.${it}` as Key)}
        </span>`)}
      </p>
      ${problems.length ? this.problems(problems) : nothing}
    </section>`;
  }

  private problems(problems: any[]) {
    return html`<h2>${t('import.problems')}</h2>
      <div class="table" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">${t('import.line')}</th>
              <th scope="col">${t('product.id')}</th>
              <th scope="col">${t('import.code')}</th>
            </tr>
          </thead>
          <tbody>
            ${problems.slice(0, 500).map(
              (it) => html`<tr>
                <td class="number">${it.line}</td>
                <td>${it.retailer_id ?? ''}</td>
                <td><strong>${it.code}</strong> ${it.detail}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}

customElements.define('c-import', Import);
