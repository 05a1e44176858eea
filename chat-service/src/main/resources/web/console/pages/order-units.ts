import { html, nothing, type TemplateResult } from 'lit';
import type { Line } from '../model/order-line';
import { t } from '../text/words';

const NAME = 'units ';

/** How many of each line; all that is left, unless somebody says less. @param fault what is wrong with them */
export function units(lines: Line[], left: (line: Line) => number, fault: string | null): TemplateResult {
  return html`<fieldset class="wide stack">
    <legend>${t('order.units')}</legend>
    <div class="fields">
      ${lines.filter((it) => left(it) > 0).map((it) => one(it, left(it)))}
    </div>
    ${fault ? html`<p class="fault">${fault}</p>` : nothing}
  </fieldset>`;
}

function one({ retailer_id, title }: Line, most: number): TemplateResult {
  return html`<label>
    <span>${title}</span>
    <input name=${NAME + retailer_id} type="number" min="0" max=${most} .defaultValue=${String(most)} required />
    <span class="help">${t('order.units.most', most)}</span>
  </label>`;
}

/** What a form with them says, without what is 0. */
export function chosen(lines: Line[], said: Record<string, string>): { retailer_id: string; quantity: number }[] {
  return lines
    .map(({ retailer_id }) => ({ retailer_id, quantity: Number(said[NAME + retailer_id] ?? 0) }))
    .filter((it) => it.quantity > 0);
}
