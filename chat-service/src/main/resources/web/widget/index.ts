/*
 * The shop's chat on the merchant's own page: <script src="https://…/chat/widget.js" data-handle="my-shop"></script>.
 * A button opens a frame with the chat. The merchant's page gets neither the token nor a message; the two exchange that the
 * frame is shown, how much is unread, and that it wants to be closed, each looking at the other's origin.
 */
const script = document.currentScript as HTMLScriptElement | null;

if (script?.dataset['handle']) {
  const begin = () => install(script.dataset['handle']!, new URL(script.src).origin, script.dataset['label']);
  if (document.body) begin();
  else addEventListener('DOMContentLoaded', begin);
}

function install(handle: string, origin: string, label?: string) {
  const german = (document.documentElement.lang || navigator.language).toLowerCase().startsWith('de');
  const open = label ?? (german ? 'Chat öffnen' : 'Open chat');
  const host = document.createElement('div');
  host.id = 'tresen-widget';
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [styles()];

  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-label', open);
  button.setAttribute('aria-expanded', 'false');
  button.append(drawing());
  const badge = document.createElement('span');
  badge.hidden = true;
  button.append(badge);
  root.append(button);
  document.body.append(host);

  let frame: HTMLIFrameElement | null = null;
  let shown = false;

  let loaded = false;

  const tell = (type: 'hello' | 'shown') => {
    if (loaded) frame?.contentWindow?.postMessage({ tresen: 1, type, shown }, origin);
  };

  const toggle = (to: boolean) => {
    shown = to;
    if (!frame && shown) {
      frame = document.createElement('iframe');
      frame.title = german ? 'Chat mit dem Laden' : 'Chat with the shop';
      frame.src = `${origin}/chat/s/${encodeURIComponent(handle)}?embed=1`;
      frame.allow = 'clipboard-write; geolocation';
      frame.addEventListener('load', () => {
        loaded = true;
        tell('hello');
      });
      root.append(frame);
    }
    if (frame) frame.hidden = !shown;
    button.setAttribute('aria-expanded', String(shown));
    host.toggleAttribute('open', shown);
    tell('shown');
    if (shown) frame!.focus();
    else button.focus();
  };

  button.addEventListener('click', () => toggle(!shown));
  root.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape' && shown) toggle(false);
  });
  addEventListener('message', (event) => {
    if (event.origin !== origin || !frame || event.source !== frame.contentWindow) return;
    const message = event.data;
    if (message?.tresen !== 1) return;
    if (message.type === 'close') toggle(false);
    if (message.type === 'unread') {
      const count = Number(message.count) || 0;
      badge.hidden = count === 0;
      badge.textContent = String(count);
    }
  });
}

function drawing(): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', 'M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 9h8M8 12.500h5');
  svg.append(path);
  return svg;
}

/** Made by script, so that a page whose policy forbids inline styles shows it too. */
function styles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 1.25rem 1.25rem auto; z-index: 2147483000; color-scheme: light dark; }
    [hidden] { display: none !important; }
    button { position: relative; display: grid; place-items: center; width: 3.75rem; height: 3.75rem; margin: 0 0 0 auto;
      padding: 0; border: 0; border-radius: 1.3rem; background: #a2452c; color: #fff; cursor: pointer;
      box-shadow: 0 6px 24px rgb(40 20 10 / 30%); }
    button:hover { background: #85351f; }
    button:focus-visible { outline: 3px solid #a2452c; outline-offset: 3px; }
    svg { width: 1.8rem; height: 1.8rem; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round;
      stroke-linejoin: round; }
    span { position: absolute; top: -.4rem; right: -.4rem; min-width: 1.4rem; padding: .1rem .35rem; border-radius: 1rem;
      box-sizing: border-box; background: #2b2320; color: #fff; font: 600 .8rem/1.2rem system-ui, sans-serif; text-align: center; }
    iframe { position: absolute; right: 0; bottom: 4.75rem; width: 24rem; height: min(40rem, calc(100dvh - 7.5rem)); border: 0;
      border-radius: 1.3rem; background: #f5eee3; box-shadow: 0 10px 50px rgb(40 20 10 / 30%); }
    @media (max-width: 30rem) {
      :host([open]) { inset: 0; }
      :host([open]) button { display: none; }
      iframe { position: fixed; inset: 0; width: 100%; height: 100%; border-radius: 0; }
    }
  `);
  return sheet;
}
