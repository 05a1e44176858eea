import { css, html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import { say } from '../look/events';
import { icons } from '../look/icons';
import { Refused } from '../model/api';
import type { Conversation } from '../model/conversation';
import { drawn, NoPicture } from '../model/picture';
import { replies } from '../model/replies';
import { t, type Key } from '../text/words';

const PLACE_PATIENCE_MS = 15_000;

/** What a shopper can send beside words: a picture, or where they are, asked twice. */
export class TresenAttachSheet extends LitElement {
  static override properties = {
    conversation: { attribute: false },
    busy: { state: true },
    trouble: { state: true },
    place: { state: true },
  };
  declare conversation: Conversation;
  declare busy: Key | null;
  declare trouble: Key | null;
  /** Where the browser says we are, until the shopper agrees to tell it. */
  declare place: GeolocationCoordinates | null;

  static override styles = [
    base,
    css`
      li + li { border-top: 1px solid var(--line); }
      .way { display: flex; align-items: center; gap: .9rem; width: 100%; min-height: 3.1rem; padding: .4rem .25rem; border: 0;
        border-radius: .6rem; background: none; text-align: start; cursor: pointer; }
      .way:hover, .way:focus-within { background: var(--raised); }
      .way:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; }
      .way svg { color: var(--accent-strong); }
      .about { color: var(--soft); font-size: .9rem; padding: .2rem .25rem; }
      .trouble { color: var(--warn); font-weight: 550; padding: .4rem .25rem; }
      .sure { display: grid; gap: .6rem; padding: .8rem .25rem; }
      .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; }
    `,
  ];

  constructor() {
    super();
    this.busy = this.trouble = this.place = null;
  }

  override render() {
    return html`
      <ul>
        <li>
          <label class="way">
            ${icons.attach} ${t('attach.picture')}
            <input class="aside" type="file" accept="image/*" ?disabled=${this.busy !== null} @change=${this.chosen} />
          </label>
          <p class="about">${t('attach.picture.about')}</p>
        </li>
        <li>
          ${this.place
            ? this.sure(this.place)
            : html`<button class="way" ?disabled=${this.busy !== null} @click=${this.locate}>
                ${icons.pin} ${t('attach.place')}
              </button>`}
        </li>
      </ul>
      <p class="about" role="status">${this.busy ? t(this.busy) : nothing}</p>
      <p class="trouble" role="alert">${this.trouble ? t(this.trouble) : nothing}</p>
    `;
  }

  private sure(place: GeolocationCoordinates) {
    return html`
      <div class="sure" role="group" aria-labelledby="sure">
        <p id="sure">${t('attach.place.sure', Math.max(1, Math.round(place.accuracy)))}</p>
        <div class="pair">
          <button class="button quiet" @click=${() => (this.place = null)}>${t('attach.place.no')}</button>
          <button class="button" @click=${() => say(this, replies.place(place.latitude, place.longitude))}>
            ${t('attach.place.yes')}
          </button>
        </div>
      </div>
    `;
  }

  private async chosen(event: Event) {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.trouble = null;
    this.busy = 'attach.picture.busy';
    try {
      await this.conversation.sendPicture(await drawn(file));
      this.dispatchEvent(new Event('attached', { bubbles: true, composed: true }));
    } catch (e) {
      const full = e instanceof Refused && e.code === 'too-many-pictures';
      this.trouble = e instanceof NoPicture ? 'attach.picture.none' : full ? 'attach.picture.full' : 'attach.picture.failed';
    }
    this.busy = null;
  }

  private locate() {
    this.trouble = null;
    this.busy = 'attach.place.busy';
    const failed = () => {
      this.busy = null;
      this.trouble = 'attach.place.failed';
    };
    if (!navigator.geolocation) return failed();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.busy = null;
        this.place = coords;
      },
      failed,
      { enableHighAccuracy: true, timeout: PLACE_PATIENCE_MS, maximumAge: 60_000 },
    );
  }
}

customElements.define('tresen-attach-sheet', TresenAttachSheet);
