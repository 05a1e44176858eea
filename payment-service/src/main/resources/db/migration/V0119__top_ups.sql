-- Money that a card brings into a shopper's wallet. The row stands for the key: it is locked before anything of the top-up is
-- read to decide, and before any balance. Each has one charge; who was declined tries again with another row.
create table top_up (
  business_id uuid not null,
  top_up_id uuid not null,
  position bigint generated always as identity,
  shopper_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  pay_token text not null unique,
  retry_of uuid,
  by_kind text not null,
  by_id uuid,
  -- business time
  created_at timestamptz not null,
  pay_by timestamptz not null,
  -- why nobody waits for the money any more; the provider is asked to close what is in flight
  withdrawn text check (withdrawn in ('expired', 'cancelled')),
  state text not null check (state in
    ('open', 'confirming', 'waiting', 'unknown', 'captured', 'held', 'failed', 'cancelled')),
  code text,
  redirect_url text,
  taken_minor bigint check (taken_minor > 0),
  taken_currency text,
  -- it came after its time, and is the shopper's all the same
  late boolean not null default false,
  provider_ref text unique,
  attention_code text,
  attention_at timestamptz,
  pay_key_hash bytea,
  pay_body_hash bytea,
  -- held money goes back, in full; n counts the tries
  refund_n integer not null default 0 check (refund_n >= 0),
  refund_state text check (refund_state in ('requested', 'unknown', 'pending', 'succeeded', 'failed')),
  refund_ref text,
  refund_code text,
  -- wall clock: as in payment and refund
  claimed_at timestamptz,
  unknown_since timestamptz,
  heard_at timestamptz,
  refund_asked_at timestamptz,
  due_at timestamptz,
  tries integer not null default 0,
  primary key (business_id, top_up_id),
  check ((state in ('captured', 'held')) = (taken_minor is not null)),
  check ((taken_minor is null) = (taken_currency is null)),
  check ((state = 'held') = (refund_state is not null)),
  -- what is in a wallet is what was asked for
  check (state <> 'captured' or (taken_minor, taken_currency) = (amount_minor, currency))
);
create index top_up_due on top_up (due_at) where due_at is not null;
-- the oldest of which nobody knows how it ended, for operators, every few seconds
create index top_up_unknown on top_up (unknown_since) where state = 'unknown';
create index top_up_of_shopper on top_up (business_id, shopper_id, position);
create index top_up_expiry on top_up (pay_by)
  where withdrawn is null and state in ('open', 'confirming', 'waiting', 'unknown');
