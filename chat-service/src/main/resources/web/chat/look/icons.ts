import { svg, html, type TemplateResult } from 'lit';

const icon = (content: TemplateResult) => html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">${content}</svg>`;

export const icons = {
  send: icon(svg`<path d="M4 12 20 4l-5 16-3.5-6.5z"/><path d="M11.5 13.5 20 4"/>`),
  cart: icon(svg`<path d="M5 8h14l-1.2 11.2a2 2 0 0 1-2 1.8H8.200a2 2 0 0 1-2-1.8z"/><path d="M8.500 10V7a3.500 3.500 0 0 1 7 0v3"/>`),
  more: icon(svg`<path d="M4 7h16M4 12h16M4 17h16"/>`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`),
  down: icon(svg`<path d="M12 5v14M6 13l6 6 6-6"/>`),
  list: icon(svg`<path d="M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01"/>`),
  next: icon(svg`<path d="m9 5 7 7-7 7"/>`),
  out: icon(svg`<path d="M14 4h6v6M20 4l-9 9"/><path d="M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"/>`),
  check: icon(svg`<path d="m5 13 4.500 4.500L19 7"/>`),
  done: icon(svg`<circle cx="12" cy="12" r="9"/><path d="m8 12.500 2.700 2.700L16 9.500"/>`),
  card: icon(svg`<rect x="3" y="5.500" width="18" height="13" rx="2.500"/><path d="M3 10h18M7 15h3"/>`),
  truck: icon(svg`<path d="M3 6.500h11v10H3zM14 10h4l3 3v3.500h-7z"/><circle cx="7.500" cy="17.500" r="1.800"/><circle cx="17.500" cy="17.500" r="1.800"/>`),
  home: icon(svg`<path d="m4 11 8-7 8 7v8a1 1 0 0 1-1 1h-5v-6h-4v6H5a1 1 0 0 1-1-1z"/>`),
  bell: icon(svg`<path d="M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15zM10 20.500h4"/>`),
  alert: icon(svg`<path d="M12 4 2.800 20h18.400z"/><path d="M12 10v4.500M12 17.500h.01"/>`),
  clock: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.500 2"/>`),
  back: icon(svg`<path d="M9 7 4 12l5 5"/><path d="M4 12h10a6 6 0 0 1 6 6"/>`),
  cross: icon(svg`<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>`),
  pin: icon(svg`<path d="M12 21s7-6.300 7-11.500a7 7 0 0 0-14 0C5 14.700 12 21 12 21z"/><circle cx="12" cy="9.500" r="2.500"/>`),
  page: icon(svg`<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>`),
  person: icon(svg`<circle cx="12" cy="8" r="4"/><path d="M4.500 20.500a7.500 7.500 0 0 1 15 0"/>`),
  play: icon(svg`<circle cx="12" cy="12" r="9"/><path d="m10 8.500 5.500 3.500L10 15.500z"/>`),
  tag: icon(svg`<path d="M4 4h8l8 8-8 8-8-8z"/><path d="M8 8h.01"/>`),
  grid: icon(svg`<rect x="4" y="4" width="6.500" height="6.500" rx="1.500"/><rect x="13.500" y="4" width="6.500" height="6.500" rx="1.500"/><rect x="4" y="13.500" width="6.500" height="6.500" rx="1.500"/><rect x="13.500" y="13.500" width="6.500" height="6.500" rx="1.500"/>`),
  help: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.700.300-1 .800-1 1.700M12 16.800h.01"/>`),
  share: icon(svg`<path d="M12 15V4M8 7.500 12 4l4 3.500"/><path d="M6 11v8a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1v-8"/>`),
  bin: icon(svg`<path d="M5 7h14M10 7V4.500h4V7M7 7l.800 13h8.400L17 7"/>`),
  attach: icon(svg`<rect x="3.500" y="5" width="17" height="14" rx="2.500"/><circle cx="8.500" cy="10" r="1.600"/><path d="m5 18 5-5 3 3 3-3 4 4"/>`),
  smile: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M8.500 14.500a4.500 4.500 0 0 0 7 0M9 9.500h.01M15 9.500h.01"/>`),
  minus: icon(svg`<path d="M6 12h12"/>`),
  plus: icon(svg`<path d="M12 6v12M6 12h12"/>`),
  edit: icon(svg`<path d="m5 19 1-4L16.500 4.500l3 3L9 18z"/>`),
};

/** One check: taken by the shop; two: delivered; two in colour: read. */
export const ticks = {
  waiting: icons.clock,
  received: icons.check,
  delivered: icon(svg`<path d="m2.500 13 4 4L14 8"/><path d="m10.500 16 1 1L19.500 8"/>`),
  failed: icons.alert,
};
