-- Transfers between persons that a chat shows: whose they are and how far, for taps. Amounts are payment-service's.
create table transfer (
  business_id uuid not null,
  transfer_id uuid not null,
  kind text not null check (kind in ('send', 'request')),
  payer_id uuid not null,
  payee_id uuid, -- null: the shop
  state text not null check (state in
    ('submitted', 'requested', 'pending', 'posted', 'declined', 'cancelled', 'expired', 'refused')),
  version bigint not null,
  changed_at timestamptz not null,
  primary key (business_id, transfer_id)
);

-- How many numbers that nobody has a shopper named on a day; days of UTC, wall clock.
create table unknown_numbers (
  business_id uuid not null,
  shopper_id uuid not null,
  day date not null,
  named integer not null,
  primary key (business_id, shopper_id)
);
create index unknown_numbers_by_day on unknown_numbers (day);

-- How many phone numbers that nobody has were named in a shop within an hour, over all shoppers; wall clock.
create table unknown_phones (
  business_id uuid primary key,
  hour timestamp not null, -- its beginning in UTC
  named integer not null
);

-- Refunds that a shopper was told of, until it is told that one did not arrive.
create table told_refund (
  business_id uuid not null,
  refund_id uuid not null,
  primary key (business_id, refund_id)
);
