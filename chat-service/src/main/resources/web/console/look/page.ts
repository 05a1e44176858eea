import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { freshKey } from '../../chat/model/keys';
import { Problem, Unreachable } from '../model/http';
import { known, t } from '../text/words';
import { styles } from './styles';

/** A page: what it is doing, what went wrong, and the fields of its forms. */
export abstract class Page extends LitElement {
  static override properties: PropertyDeclarations = {
    busy: { state: true },
    problem: { state: true },
    note: { state: true },
  };
  static override styles: CSSResultGroup = [styles];
  declare busy: boolean;
  declare problem: Problem | Unreachable | null;
  declare note: string | null;

  /** Name what was sent, by where it goes, until it is answered for certain, so that sending it again does it once. */
  private readonly keys = new Map<string, string>();

  constructor() {
    super();
    this.busy = false;
    this.problem = null;
    this.note = null;
  }

  /**
   * Does something, and keeps what went wrong. True where it went well.
   *
   * @param where it goes, on a page that sends to several places or reads by this as well: each has a key of its own
   */
  protected async attempt(work: (key: string) => Promise<unknown>, done?: string, where = ''): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    this.note = null;
    const key = this.keys.get(where) ?? freshKey();
    this.keys.set(where, key);
    try {
      await work(key);
      this.keys.delete(where);
      this.note = done ?? null;
      return true;
    } catch (e) {
      if (!(e instanceof Problem) && !(e instanceof Unreachable)) throw e;
      this.problem = e;
      if (decided(e)) this.keys.delete(where);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /**
   * As `attempt`, of something that is sent, and then shows what is there now, whatever became of it: what was refused may have
   * been meant for something that is another by now. That nothing could be read is no failure of it.
   */
  protected async act(
    where: string,
    send: (key: string) => Promise<unknown>,
    look: () => Promise<unknown>,
    done?: string,
  ): Promise<boolean> {
    const went = await this.attempt(send, done, where);
    this.busy = true;
    try {
      await look();
    } catch (e) {
      if (!(e instanceof Problem) && !(e instanceof Unreachable)) throw e;
    } finally {
      this.busy = false;
    }
    return went;
  }

  protected outcome(): TemplateResult {
    return html`<div role="status" aria-live="polite">
      ${this.problem ? html`<p class="problem">${explain(this.problem)}</p>` : nothing}
      ${this.note ? html`<p class="good">${this.note}</p>` : nothing}
    </div>`;
  }

  /** Attributes that say what is wrong with a field, for `field`. */
  protected fault(pointer: string): string | null {
    return this.problem instanceof Problem ? this.problem.of(pointer) : null;
  }

  /** A labelled control with its help and what is wrong with it. */
  protected field(label: string, pointer: string, control: TemplateResult, help?: string, wide = false): TemplateResult {
    const fault = this.fault(pointer);
    return html`<label class=${wide ? 'wide' : ''}>
      <span>${label}</span>${control}
      ${help ? html`<span class="help">${help}</span>` : nothing}
      ${fault ? html`<span class="fault">${fault}</span>` : nothing}
    </label>`;
  }

  /** The heading that a new page's reader begins at. */
  protected heading(text: string): TemplateResult {
    return html`<h1 tabindex="-1">${text}</h1>`;
  }

  protected override updated() {
    // a control knows that it is wrong once its label says so
    for (const label of this.renderRoot.querySelectorAll('label')) {
      const control = label.querySelector('input, select, textarea');
      control?.setAttribute('aria-invalid', String(label.querySelector('.fault') !== null));
    }
  }
}

/** Whether it is known what became of it. Whoever does not know sends the same once more; what was refused is new next time. */
function decided(problem: Problem | Unreachable): boolean {
  return (
    problem instanceof Problem && problem.status < 500 && problem.status !== 429 && problem.code !== 'request-in-progress'
  );
}

export function explain(problem: Problem | Unreachable): string {
  if (problem instanceof Unreachable) return t('error.unreachable');
  if (problem.status === 429) return t('error.too-many-requests', problem.retryAfterS ?? 30);
  return known(`error.${problem.code}`, problem.detail || problem.code);
}

/** What a form holds, by the names of its controls. */
export function values(event: Event): Record<string, string> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}
