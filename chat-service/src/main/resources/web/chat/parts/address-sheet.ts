import { css, html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import { say } from '../look/events';
import { replies } from '../model/replies';
import type { Address, Entry } from '../model/types';
import { COUNTRIES, POSTCODES, WITHOUT_POSTCODE } from '../text/countries';
import { country, t, type Key } from '../text/words';
import { lines } from './address';

type Field = keyof Address;

const FIELDS: { name: Field; complete: string; required: boolean; type?: string }[] = [
  { name: 'name', complete: 'name', required: true },
  { name: 'street', complete: 'street-address', required: true },
  { name: 'postcode', complete: 'postal-code', required: true },
  { name: 'city', complete: 'address-level2', required: true },
  { name: 'country', complete: 'country', required: true },
  { name: 'state', complete: 'address-level1', required: false },
  { name: 'phone', complete: 'tel', required: false, type: 'tel' },
];

/** Answers the question for an address: by the one on file, or by a form that shows what must be mended at its field. */
export class TresenAddressSheet extends LitElement {
  static override properties = {
    entry: { attribute: false },
    saved: { state: true },
    chosen: { state: true },
    missing: { state: true },
  };
  declare entry: Entry;
  /** True while the address on file is offered rather than the form. */
  declare saved: boolean;
  declare chosen: string;
  declare missing: Set<Field>;

  static override styles = [
    base,
    css`
      form, .saved { display: grid; gap: .85rem; }
      .pair { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: .75rem; align-items: start; }
      label { display: block; margin-bottom: .2rem; font-size: .9rem; font-weight: 550; }
      input, select {
        width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--edge); border-radius: .7rem;
        background: var(--surface);
      }
      [aria-invalid='true'] { border: 2px solid var(--warn); }
      .hint { color: var(--soft); font-size: .85rem; margin-top: .2rem; }
      .error { color: var(--warn); font-size: .9rem; font-weight: 550; margin-top: .2rem; }
      address { padding: 1rem; border-radius: .9rem; background: var(--info-tint); white-space: pre-line; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('entry')) return;
    this.saved = Boolean(this.parameters.saved_addresses?.length);
    this.chosen = this.values.country ?? this.parameters.country ?? '';
    this.missing = new Set();
  }

  private get parameters() {
    return this.entry.message['interactive']?.action?.parameters ?? {};
  }

  private get values(): Address {
    return this.parameters.values ?? {};
  }

  override render() {
    return this.saved ? this.offer() : this.form();
  }

  private offer() {
    const offered = this.parameters.saved_addresses[0];
    return html`
      <div class="saved">
        <p>${t('address.saved')}</p>
        <address>${lines(offered.value)}</address>
        <button class="button" @click=${() => say(this, replies.address(offered.value, offered.id, this.entry.id))}>
          ${t('address.use')}
        </button>
        <button class="button quiet" @click=${this.other}>${t('address.other')}</button>
      </div>
    `;
  }

  private async other() {
    this.saved = false;
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  }

  private form() {
    const field = (name: Field) => this.field(FIELDS.find((it) => it.name === name)!);
    return html`
      <form novalidate @submit=${this.submit}>
        ${field('name')} ${field('street')}
        <div class="pair">${field('postcode')} ${field('city')}</div>
        ${field('country')} ${field('state')} ${field('phone')}
        <button class="button">${t('address.send')}</button>
      </form>
    `;
  }

  private field({ name, complete, required, type }: (typeof FIELDS)[number]) {
    const error = this.missing.has(name) ? t('address.missing') : this.parameters.validation_errors?.[name];
    const example = name === 'postcode' ? POSTCODES[this.chosen] : undefined;
    const about = [error ? `${name}-error` : '', example ? `${name}-hint` : ''].filter(Boolean).join(' ');
    return html`
      <div>
        <label for=${name}>${t(`address.${name}` as Key)}</label>
        ${name === 'country'
          ? this.countries(error, about)
          : html`<input
              id=${name}
              name=${name}
              type=${type ?? 'text'}
              autocomplete=${complete}
              maxlength=${name === 'phone' ? 40 : 200}
              .value=${this.values[name] ?? ''}
              ?required=${required}
              aria-invalid=${error ? 'true' : 'false'}
              aria-describedby=${about || nothing}
            />`}
        ${error ? html`<p class="error" id="${name}-error">${error}</p>` : nothing}
        ${example ? html`<p class="hint" id="${name}-hint">${t('address.example', example)}</p>` : nothing}
      </div>
    `;
  }

  private countries(error: string | undefined, about: string) {
    const sorted = COUNTRIES.map((code) => ({ code, name: country(code) })).sort((a, b) => a.name.localeCompare(b.name));
    return html`
      <select
        id="country"
        name="country"
        autocomplete="country"
        aria-invalid=${error ? 'true' : 'false'}
        aria-describedby=${about || nothing}
        @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}
      >
        ${sorted.map(({ code, name }) => html`<option value=${code} ?selected=${code === this.chosen}>${name}</option>`)}
      </select>
    `;
  }

  private async submit(event: SubmitEvent) {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const values: Address = {};
    for (const { name } of FIELDS) {
      const value = String(data.get(name) ?? '').trim();
      if (value) values[name] = value;
    }
    const needed = FIELDS.filter((it) => it.required && !(it.name === 'postcode' && WITHOUT_POSTCODE.has(this.chosen)));
    this.missing = new Set(needed.map((it) => it.name).filter((name) => !values[name]));
    if (!this.missing.size) {
      say(this, replies.address(values, null, this.entry.id));
      return;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}

customElements.define('tresen-address-sheet', TresenAddressSheet);
