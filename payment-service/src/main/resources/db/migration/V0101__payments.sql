-- What an order asks for: the row that stands for the key. It is locked before anything of the order is read or changed.
create table payment_order (
  business_id uuid not null,
  order_id uuid not null,
  order_no text not null,
  shopper_id uuid,
  conversation_id uuid,
  method text not null check (method in ('card', 'wallet', 'cod')),
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  pay_token text unique,
  pay_by timestamptz,
  withdrawn text,
  collection_open boolean not null default false,
  refund_wanted text check (refund_wanted in ('CANCELLATION', 'LATE_MONEY', 'REQUESTED')),
  -- wall clock: when a refund that failed is tried again
  due_at timestamptz,
  primary key (business_id, order_id)
);
create index payment_order_due on payment_order (due_at) where due_at is not null;

-- Attempts. due_at (wall clock) is the lease of whoever works on it and the time of the janitor's next look.
create table payment (
  business_id uuid not null,
  payment_id uuid not null,
  order_id uuid not null,
  attempt integer not null check (attempt > 0),
  state text not null check (state in
    ('open', 'confirming', 'waiting', 'unknown', 'captured', 'held', 'failed', 'cancelled')),
  -- failed: the provider's reason; cancelled: ours; held: what was wrong
  code text,
  redirect_url text,
  taken_minor bigint check (taken_minor >= 0),
  taken_currency text,
  late boolean not null default false,
  refund_count integer not null default 0,
  provider_ref text unique,
  attention_code text,
  attention_at timestamptz,
  pay_key_hash bytea,
  pay_body_hash bytea,
  claimed_at timestamptz,
  unknown_since timestamptz,
  due_at timestamptz,
  tries integer not null default 0,
  primary key (business_id, payment_id),
  unique (business_id, order_id, attempt),
  foreign key (business_id, order_id) references payment_order (business_id, order_id),
  check ((state in ('captured', 'held')) = (taken_minor is not null)),
  check ((taken_minor is null) = (taken_currency is null))
);
-- One order is charged once: the first capture is not late, whatever comes beside it is.
create unique index payment_first_capture on payment (business_id, order_id) where state = 'captured' and not late;
create index payment_due on payment (due_at) where due_at is not null;
create index payment_unknown on payment (unknown_since) where state = 'unknown';

create table refund (
  business_id uuid not null,
  refund_id uuid not null,
  order_id uuid not null,
  payment_id uuid not null,
  n integer not null check (n > 0),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  reason text not null check (reason in ('CANCELLATION', 'LATE_MONEY', 'REQUESTED')),
  state text not null check (state in ('requested', 'unknown', 'pending', 'succeeded', 'failed')),
  code text,
  note text,
  provider_ref text unique,
  requested_at timestamptz not null default now(),
  due_at timestamptz,
  tries integer not null default 0,
  primary key (business_id, refund_id),
  unique (business_id, payment_id, n),
  foreign key (business_id, payment_id) references payment (business_id, payment_id)
);
create index refund_of_order on refund (business_id, order_id);
create index refund_due on refund (due_at) where due_at is not null;

-- The provider's events that have been applied; it delivers each at least once.
create table provider_event (
  provider text not null,
  event_id text not null,
  received_at timestamptz not null default now(),
  primary key (provider, event_id)
);
create index provider_event_received on provider_event (received_at);

-- Copy of chat.business.v1, for the pay page.
create table business_copy (
  business_id uuid primary key,
  name text not null,
  handle text not null,
  country text not null,
  currency text not null,
  language text not null,
  removed boolean not null default false,
  sequence bigint not null
);
