import { html } from 'lit';
import { Page, values } from '../look/page';
import { Problem } from '../model/http';
import { get, session } from '../model/session';
import { t, type Key } from '../text/words';

const HOURS = '/chat/v1/business/opening-hours';
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

interface Span {
  from: string;
  to: string;
}

/** When people answer, a line a day: `09:00-12:30, 14:00-18:00`. */
class Hours extends Page {
  static override properties = { is: { state: true }, loaded: { state: true } };
  declare is: any;
  declare loaded: boolean;

  constructor() {
    super();
    this.loaded = false;
    this.is = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.attempt(async () => {
      try {
        this.is = await get(HOURS);
      } catch (e) {
        if (!(e instanceof Problem && e.status === 404)) throw e;
      }
      this.loaded = true;
    });
  }

  override render() {
    if (!this.loaded) return html`<h2>${t('settings.hours')}</h2>${this.outcome()}`;
    const zone = this.is?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    return html`<form class="stack" @submit=${this.submit}>
      <h2>${t('settings.hours')}</h2>
      <p class="soft">${t('settings.hours.help')}</p>
      <div class="fields">
        ${DAYS.map((day) =>
          this.field(
            t(`day.${day}` as Key),
            `/days/${day}`,
            html`<input name=${day} inputmode="text" .value=${line(this.is?.days[day] ?? [])} />`,
          ),
        )}
        ${this.field(t('settings.zone'), '/time_zone', html`<input name="zone" .value=${zone} required />`)}
        ${this.field(
          t('settings.away'),
          '/away_message',
          html`<textarea name="away" maxlength="1000" .value=${this.is?.away_message ?? ''}></textarea>`,
          undefined,
          true,
        )}
      </div>
      ${this.outcome()}
      <div class="row">
        <button class="button" ?disabled=${this.busy}>${t('app.save')}</button>
        <button type="button" class="button quiet" ?disabled=${this.busy} @click=${this.always}>
          ${t('settings.hours.always')}
        </button>
      </div>
    </form>`;
  }

  private submit(event: Event) {
    const said = values(event);
    const body = {
      time_zone: said['zone'],
      days: Object.fromEntries(DAYS.map((day) => [day, spans(said[day] ?? '')])),
      ...(said['away']?.trim() ? { away_message: said['away'] } : {}),
    };
    void this.attempt(async () => (this.is = (await session.call('PUT', HOURS, { body })).body), t('app.saved'));
  }

  private always() {
    void this.attempt(async () => {
      await session.call('DELETE', HOURS);
      this.is = null;
    }, t('app.saved'));
  }
}

function line(spans: Span[]): string {
  return spans.map((it) => `${it.from}-${it.to}`).join(', ');
}

/** What can't be read is sent as it is: the service says what is wrong with it. */
function spans(line: string): Span[] {
  return line
    .split(',')
    .map((it) => it.trim())
    .filter(Boolean)
    .map((it) => {
      const [from = '', to = ''] = it.split(/[-–]/).map((time) => time.trim().padStart(5, '0'));
      return { from, to };
    });
}

customElements.define('c-hours', Hours);
