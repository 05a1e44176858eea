import { css } from 'lit';

export const messageStyles = css`
  :host { display: flow-root; }
  article {
    position: relative; width: fit-content; max-width: min(88%, 27rem); padding: .65rem .9rem .45rem;
    border-radius: var(--round) var(--round) var(--round) .35rem; background: var(--surface); box-shadow: var(--shadow);
    overflow-wrap: anywhere;
  }
  article:has(.choices), article:has(.picture), article.notice { width: min(88%, 23rem); }
  .own {
    margin-inline-start: auto; border-radius: var(--round) var(--round) .35rem var(--round); background: var(--own);
    color: var(--own-ink); box-shadow: none;
  }
  .text { white-space: pre-wrap; }
  .text + .soft, .soft + .text { margin-top: .25rem; }
  .soft { color: var(--soft); font-size: .92rem; }
  .foot {
    display: flex; gap: .3rem; justify-content: flex-end; align-items: center; margin-top: .15rem; color: var(--soft);
    font-size: .75rem; font-variant-numeric: tabular-nums;
  }
  .own .foot { color: inherit; opacity: .85; }
  .tick { display: inline-flex; }
  .tick svg { width: 1.15em; height: 1.15em; stroke-width: 2.2; }
  .tick.read { color: var(--accent-strong); opacity: 1; }
  .tick.failed { color: var(--warn); }
  .picture {
    display: block; width: calc(100% + 1.2rem); margin: -.1rem -.6rem .6rem; aspect-ratio: 4 / 3; object-fit: cover;
    border-radius: .85rem; background: var(--info-tint); max-width: none;
  }
  .sticker { display: block; width: 9rem; height: 9rem; object-fit: contain; }
  .attachment { display: flex; gap: .5rem; align-items: center; padding: .2rem 0; }
  .attachment svg { color: var(--accent-strong); }
  .lines { white-space: pre-line; }
  .choices { display: grid; gap: .45rem; margin: .7rem 0 .35rem; }
  .headline { display: flex; align-items: center; gap: .6rem; margin-bottom: .45rem; font-weight: 650; }
  .badge { display: grid; place-items: center; width: 2.1rem; height: 2.1rem; border-radius: 50%; background: var(--info-tint);
    color: var(--accent-strong); flex: none; }
  .good .badge { background: var(--good-tint); color: var(--good); }
  .care .badge { background: var(--warn-tint); color: var(--warn); }
  .author { display: flex; align-items: center; gap: .35rem; color: var(--accent-strong); font-size: .85rem; font-weight: 600; }
  .aside-note {
    max-width: 30rem; margin: .35rem auto; padding: .4rem .9rem; border-radius: 1rem; background: var(--info-tint);
    color: var(--soft); font-size: .88rem; text-align: center; text-wrap: balance;
  }
  article:has(.reaction) { margin-bottom: .8rem; }
  .reaction { position: absolute; right: .6rem; bottom: -.8rem; padding: .1rem .4rem; border-radius: 999px;
    background: var(--surface); box-shadow: var(--shadow); }
  tresen-reactions { opacity: 0; }
  article:hover tresen-reactions, tresen-reactions:focus-within { opacity: 1; }
  @media (hover: none) { tresen-reactions { opacity: .6; } }
  .failure { display: flex; flex-wrap: wrap; gap: .4rem .6rem; align-items: center; justify-content: flex-end;
    margin-top: .35rem; color: var(--warn); font-size: .9rem; }
  .small { min-height: 2rem; padding: .1rem .7rem; border: 1px solid var(--edge); border-radius: 999px; background: none;
    color: var(--ink); }
  .order { margin: .5rem 0 .2rem; padding: .75rem .9rem; border-radius: .9rem; background: var(--raised); }
  .order h3 { font-weight: 650; margin-bottom: .35rem; }
  .order li { display: flex; justify-content: space-between; gap: 1rem; padding: .15rem 0; }
  .order li span:last-child { white-space: nowrap; }
  .order dl { display: grid; grid-template-columns: 1fr auto; gap: .2rem 1rem; margin-top: .5rem; padding-top: .5rem;
    border-top: 1px solid var(--line); }
  .order dd { text-align: end; }
  .order .whole { font-size: 1.05rem; font-weight: 700; }
  .lines-of-cart li + li { border-top: 1px solid var(--line); }
  .line { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: .75rem; align-items: center; width: 100%;
    min-height: 2.75rem; padding: .35rem 0; border: 0; background: none; text-align: start; }
  .line:hover .edit, .line:focus-visible .edit { color: var(--accent-strong); }
  .sum { color: var(--soft); white-space: nowrap; }
  .edit { display: grid; color: var(--edge); }
  .edit svg { width: 1rem; height: 1rem; }
  .part { display: flex; justify-content: space-between; gap: 1rem; padding-top: .25rem; color: var(--soft); font-size: .95rem; }
  .total { display: flex; justify-content: space-between; gap: 1rem; padding-top: .6rem; border-top: 1px solid var(--edge);
    font-size: 1.05rem; }
`;
