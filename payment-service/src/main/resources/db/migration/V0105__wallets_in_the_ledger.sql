-- Accounts of shoppers and of the platform; what a transfer belongs to beside orders; who did it; money that waits.
alter table ledger_account drop constraint ledger_account_kind_check;
alter table ledger_account add column owner_id uuid;
alter table ledger_account add constraint ledger_account_kind_check check (kind in
  ('provider_clearing', 'cash_in_transit', 'business_balance', 'refunds_payable', 'held', 'shopper_wallet',
   'platform_fees'));
-- the shopper; nothing else has an owner beside the business
alter table ledger_account add constraint ledger_account_owner_check
  check ((kind = 'shopper_wallet') = (owner_id is not null));
alter table ledger_account drop constraint ledger_account_business_id_kind_currency_key;
alter table ledger_account add constraint ledger_account_once
  unique nulls not distinct (business_id, kind, owner_id, currency);

alter table ledger_transfer drop constraint ledger_transfer_kind_check;
alter table ledger_transfer
  alter column order_id drop not null,
  alter column payment_id drop not null,
  add column wallet_transfer_id uuid,
  add column top_up_id uuid,
  add column by_kind text,
  add column by_id uuid;
alter table ledger_transfer add constraint ledger_transfer_kind_check check (kind in
  ('capture', 'late_capture', 'held_capture', 'cash_collection', 'refund', 'refund_reversal', 'top_up',
   'wallet_transfer'));

-- Accounts that can't fall below zero, and only they, have their balance here: it is locked, in the order of account_id,
-- before anything is booked on them. Credits are positive. A row each for the others would make all captures of a shop
-- queue behind one another.
create table ledger_balance (
  account_id bigint primary key references ledger_account (account_id),
  posted_minor bigint not null default 0 check (posted_minor < 9007199254740992),
  pending_debits_minor bigint not null default 0 check (pending_debits_minor >= 0),
  version bigint not null default 0,
  constraint ledger_balance_available check (posted_minor - pending_debits_minor >= 0)
);

-- Money that waits: held until it is posted as the transfer of the same id, voided or expired.
create table ledger_pending (
  business_id uuid not null,
  transfer_id uuid not null,
  kind text not null,
  order_id uuid,
  payment_id uuid,
  refund_id uuid,
  wallet_transfer_id uuid,
  top_up_id uuid,
  by_kind text,
  by_id uuid,
  state text not null default 'pending' check (state in ('pending', 'posted', 'voided', 'expired')),
  -- business time
  occurred_at timestamptz not null,
  ended_at timestamptz,
  primary key (business_id, transfer_id),
  check ((state = 'pending') = (ended_at is null))
);

create table ledger_pending_entry (
  entry_id bigint generated always as identity primary key,
  business_id uuid not null,
  transfer_id uuid not null,
  account_id bigint not null references ledger_account (account_id),
  currency text not null,
  debit_minor bigint not null default 0 check (debit_minor >= 0),
  credit_minor bigint not null default 0 check (credit_minor >= 0),
  check ((debit_minor > 0) <> (credit_minor > 0)),
  foreign key (business_id, transfer_id) references ledger_pending (business_id, transfer_id)
);
create index ledger_pending_entry_of_transfer on ledger_pending_entry (business_id, transfer_id);
create index ledger_pending_entry_of_account on ledger_pending_entry (account_id);

create trigger ledger_pending_entry_immutable before update or delete or truncate on ledger_pending_entry
  for each statement execute function ledger_is_immutable();
create trigger ledger_pending_entry_fits before insert on ledger_pending_entry
  for each row execute function ledger_entry_fits();
create trigger ledger_pending_stays before delete or truncate on ledger_pending
  for each statement execute function ledger_is_immutable();

-- What waits ends once, and nothing else of it changes.
create function ledger_pending_ends_once() returns trigger language plpgsql as $$
begin
  if old.state <> 'pending' or new.state = 'pending'
     or to_jsonb(new) - 'state' - 'ended_at' <> to_jsonb(old) - 'state' - 'ended_at' then
    raise exception 'what waits in the ledger ends once' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create trigger ledger_pending_ends_once before update on ledger_pending
  for each row execute function ledger_pending_ends_once();
