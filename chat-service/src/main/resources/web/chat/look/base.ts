import { css } from 'lit';

/** What every part shares: controls, focus, texts for screen readers alone. */
export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { display: block; }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, p, ul, ol, dl, dd, figure, address { margin: 0; padding: 0; font: inherit; list-style: none; }
  svg { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.8;
    stroke-linecap: round; stroke-linejoin: round; }
  button, input, select, textarea { font: inherit; color: inherit; }
  button { cursor: pointer; -webkit-tap-highlight-color: transparent; }
  button:disabled { cursor: default; opacity: .55; }
  a { color: var(--accent-strong); text-underline-offset: .15em; overflow-wrap: anywhere; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .button {
    display: flex; align-items: center; justify-content: center; gap: .5rem; width: 100%; min-height: 2.75rem;
    padding: .5rem 1rem; border: 1px solid transparent; border-radius: .85rem; background: var(--accent);
    color: var(--on-accent); font-weight: 600; text-align: center; text-decoration: none; overflow-wrap: anywhere;
  }
  .button:hover { background: var(--accent-strong); }
  .button.quiet { background: var(--info-tint); color: var(--accent-strong); }
  .button.quiet:hover { background: var(--line); }
  .icon {
    display: grid; place-items: center; width: 2.75rem; height: 2.75rem; padding: 0; border: 0; border-radius: 50%;
    background: transparent; color: inherit;
  }
  .icon:hover { background: var(--raised); }
  @media (prefers-reduced-motion: no-preference) {
    .button, .icon { transition: background-color .15s; }
  }
`;
