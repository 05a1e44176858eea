-- The double-entry ledger. Entries are facts: never changed, never removed; their sum per transfer and currency is zero.
create table ledger_account (
  account_id bigint generated always as identity primary key,
  business_id uuid not null,
  kind text not null check (kind in
    ('provider_clearing', 'cash_in_transit', 'business_balance', 'refunds_payable', 'held')),
  currency text not null,
  unique (business_id, kind, currency)
);

create table ledger_transfer (
  business_id uuid not null,
  transfer_id uuid not null,
  kind text not null check (kind in
    ('capture', 'late_capture', 'held_capture', 'cash_collection', 'refund', 'refund_reversal')),
  order_id uuid not null,
  payment_id uuid not null,
  refund_id uuid,
  -- business time of the fact, and wall clock of its booking
  occurred_at timestamptz not null,
  posted_at timestamptz not null default now(),
  primary key (business_id, transfer_id)
);
create index ledger_transfer_of_order on ledger_transfer (business_id, order_id);

create table ledger_entry (
  entry_id bigint generated always as identity primary key,
  business_id uuid not null,
  transfer_id uuid not null,
  account_id bigint not null references ledger_account (account_id),
  currency text not null,
  debit_minor bigint not null default 0 check (debit_minor >= 0),
  credit_minor bigint not null default 0 check (credit_minor >= 0),
  check ((debit_minor > 0) <> (credit_minor > 0)),
  foreign key (business_id, transfer_id) references ledger_transfer (business_id, transfer_id)
);
create index ledger_entry_of_transfer on ledger_entry (business_id, transfer_id);
create index ledger_entry_of_account on ledger_entry (account_id, entry_id);

create function ledger_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is not changed, only added to' using errcode = 'integrity_constraint_violation';
end $$;

create trigger ledger_transfer_immutable before update or delete or truncate on ledger_transfer
  for each statement execute function ledger_is_immutable();
create trigger ledger_entry_immutable before update or delete or truncate on ledger_entry
  for each statement execute function ledger_is_immutable();
create trigger ledger_account_immutable before update or delete or truncate on ledger_account
  for each statement execute function ledger_is_immutable();

-- Looked at when the transaction commits, since the legs come one after the other.
create function ledger_transfer_balances() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from ledger_entry where business_id = new.business_id and transfer_id = new.transfer_id)
     or exists (
       select 1 from ledger_entry
       where business_id = new.business_id and transfer_id = new.transfer_id
       group by currency having sum(debit_minor) <> sum(credit_minor)) then
    raise exception 'transfer % does not balance', new.transfer_id using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

create constraint trigger ledger_transfer_balances after insert on ledger_transfer
  deferrable initially deferred for each row execute function ledger_transfer_balances();
create constraint trigger ledger_entry_balances after insert on ledger_entry
  deferrable initially deferred for each row execute function ledger_transfer_balances();

-- An entry has its account's currency and owner.
create function ledger_entry_fits() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from ledger_account
                 where account_id = new.account_id and currency = new.currency and business_id = new.business_id) then
    raise exception 'entry % is of another currency or owner than its account', new.entry_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create trigger ledger_entry_fits before insert on ledger_entry for each row execute function ledger_entry_fits();
