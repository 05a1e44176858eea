-- A statement's lines: each entry of an account once, numbered, with the balance after it. Entries get their ids before they
-- are committed, so an account's entries do not become visible in the order of their ids, and who reads "after id 7" misses
-- a 6 that commits later. Lines are numbered when they are read, from what is visible and has no number yet, under the
-- lock of the account's row: a number once given is never followed by a smaller one.
create table ledger_statement (
  account_id bigint primary key references ledger_account (account_id),
  lines bigint not null default 0,
  -- credits less debits of these lines
  balance_minor bigint not null default 0
);

create table ledger_line (
  account_id bigint not null references ledger_account (account_id),
  line bigint not null,
  entry_id bigint not null unique references ledger_entry (entry_id),
  balance_after_minor bigint not null,
  -- business time of the fact
  occurred_at timestamptz not null,
  primary key (account_id, line)
);
create index ledger_line_of_time on ledger_line (account_id, occurred_at);

-- Entries that have no line yet.
create table ledger_unnumbered (
  account_id bigint not null,
  entry_id bigint not null,
  primary key (account_id, entry_id)
);

create function ledger_entry_unnumbered() returns trigger language plpgsql as $$
begin
  insert into ledger_unnumbered (account_id, entry_id) select account_id, entry_id from added;
  return null;
end $$;

create trigger ledger_entry_unnumbered after insert on ledger_entry referencing new table as added
  for each statement execute function ledger_entry_unnumbered();
insert into ledger_unnumbered (account_id, entry_id) select account_id, entry_id from ledger_entry;

create trigger ledger_line_immutable before update or delete or truncate on ledger_line
  for each statement execute function ledger_is_immutable();
