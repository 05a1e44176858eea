import './page.css';
import { LitElement, html } from 'lit';

class TresenChat extends LitElement {
  static override properties = { shop: {} };
  declare shop: string;

  override render() {
    return html`<main><h1>${this.shop}</h1></main>`;
  }
}
customElements.define('tresen-chat', TresenChat);
