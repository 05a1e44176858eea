-- A shopper's place in the line for a product. Owned data, no copy.
create table subscription (
  business_id uuid not null,
  subscription_id uuid not null,
  place bigint generated always as identity,
  product_id uuid not null,
  retailer_id text not null,
  conversation_id uuid not null,
  shopper_id uuid not null,
  -- requested: the chat was asked to tell and has not answered; told and ended are final
  state text not null default 'waiting' check (state in ('waiting', 'requested', 'told', 'ended')),
  ended_because text check (ended_because in ('deleted', 'removed', 'lapsed', 'refused')),
  since timestamptz not null,
  lapses_at timestamptz not null,
  -- passed over until then, without losing the place
  not_before timestamptz not null,
  notices integer not null default 0,
  noted_reason text,
  noted_at timestamptz,
  ended_at timestamptz,
  primary key (business_id, subscription_id),
  check ((state = 'ended') = (ended_because is not null)),
  check ((noted_reason is null) = (noted_at is null))
);
-- one open wish per conversation and product
create unique index subscription_open on subscription (business_id, product_id, conversation_id)
  where state in ('waiting', 'requested');
-- the line, oldest first
create index subscription_in_line on subscription (business_id, product_id, since, place) where state = 'waiting';
-- when the first of them may be looked at
create index subscription_soonest on subscription (business_id, product_id, not_before) where state = 'waiting';
create index subscription_lapsing on subscription (lapses_at) where state = 'waiting';
create index subscription_listed on subscription (business_id, place) where state in ('waiting', 'requested');

-- What a shopper was to be told, and what came of it.
create table notice (
  business_id uuid not null,
  notice_id uuid not null,
  number bigint generated always as identity,
  subscription_id uuid not null,
  product_id uuid not null,
  retailer_id text not null,
  conversation_id uuid not null,
  shopper_id uuid not null,
  state text not null check (state in ('waiting', 'sent', 'suppressed')),
  reason text,
  -- null where it was suppressed before the chat was asked
  requested_at timestamptz,
  at timestamptz not null,
  primary key (business_id, notice_id),
  check ((state = 'suppressed') = (reason is not null)),
  check (state = 'suppressed' or requested_at is not null)
);
-- invariant I8, kept by the database: a subscription is told at most once
create unique index notice_once on notice (business_id, subscription_id) where state in ('waiting', 'sent');
create index notice_in_interval on notice (business_id, product_id, requested_at) where state in ('waiting', 'sent');
create index notice_by_shopper on notice (business_id, shopper_id, product_id, requested_at)
  where state in ('waiting', 'sent');
create index notice_listed on notice (business_id, number);
create index notice_listed_by_product on notice (business_id, product_id, number);

-- One row a product; its lock makes one wave of what several replicas do. available and version are what the wave has
-- seen in order, which availability_copy, filled by another consumer, is not: see package-info.java.
-- At version 0 no availability event was seen: available is null then where the product is not counted, else 0.
create table product_wave (
  business_id uuid not null,
  product_id uuid not null,
  available bigint default 0,
  version bigint not null default 0,
  next_step_at timestamptz,
  primary key (business_id, product_id)
);
create index product_wave_due on product_wave (next_step_at) where next_step_at is not null;
