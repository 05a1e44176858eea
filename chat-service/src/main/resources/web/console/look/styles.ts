import { css } from 'lit';

/** What every page of the console shares; colours are the web chat's. */
export const styles = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { display: block; }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset, legend { margin: 0; padding: 0; font: inherit; border: 0; list-style: none; }
  h1 { font-size: 1.5rem; font-weight: 700; outline: none; }
  h2 { font-size: 1.1rem; font-weight: 650; }
  button, input, select, textarea { font: inherit; color: inherit; max-width: 100%; }
  button { cursor: pointer; }
  button:disabled { cursor: default; opacity: .55; }
  a { color: var(--accent-strong); text-underline-offset: .15em; overflow-wrap: anywhere; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .stack { display: grid; gap: 1rem; }
  li.row { padding: .5rem 0; }
  li.row + li.row { border-top: 1px solid var(--line); }
  .row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
  .spread { justify-content: space-between; }
  .card { padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: var(--round); background: var(--surface); }
  .soft { color: var(--soft); font-size: .92rem; }
  .button {
    display: inline-flex; align-items: center; justify-content: center; gap: .5rem; min-height: 2.75rem; padding: .4rem 1.1rem;
    border: 1px solid transparent; border-radius: .85rem; background: var(--accent); color: var(--on-accent); font-weight: 600;
    text-decoration: none;
  }
  .button:hover { background: var(--accent-strong); }
  .button.quiet { background: transparent; border-color: var(--edge); color: var(--ink); font-weight: 500; }
  .button.quiet:hover { background: var(--raised); }
  label, .label { display: grid; gap: .3rem; font-weight: 550; }
  label.check { display: flex; gap: .6rem; align-items: center; min-height: 2.75rem; font-weight: 450; }
  label.check input { width: 1.25rem; height: 1.25rem; accent-color: var(--accent); flex: none; }
  input:not([type='checkbox']), select, textarea {
    min-height: 2.75rem; width: 100%; padding: .45rem .75rem; border: 1px solid var(--edge); border-radius: .75rem;
    background: var(--surface); font-weight: 400;
  }
  textarea { min-height: 5rem; resize: vertical; }
  [aria-invalid='true'] { border-color: var(--warn); border-width: 2px; }
  .help { color: var(--soft); font-size: .88rem; font-weight: 400; }
  .fault { color: var(--warn); font-size: .92rem; font-weight: 550; }
  .problem { padding: .7rem 1rem; border-radius: .85rem; background: var(--warn-tint); color: var(--warn); font-weight: 550; }
  .good { padding: .7rem 1rem; border-radius: .85rem; background: var(--good-tint); color: var(--good); font-weight: 550; }
  .pill { padding: .1rem .6rem; border-radius: 999px; background: var(--info-tint); font-size: .85rem; white-space: nowrap; }
  .pill.care { background: var(--warn-tint); color: var(--warn); font-weight: 600; }
  .pill.fine { background: var(--good-tint); color: var(--good); }
  .table { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: .55rem .6rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
  th { color: var(--soft); font-size: .88rem; font-weight: 550; }
  td.number, th.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .columns { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); align-items: start; }
  .fields { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); align-items: start; }
  .fields > .wide { grid-column: 1 / -1; }
  fieldset { min-width: 0; }
`;
