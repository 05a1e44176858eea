-- Webhooks to business apps. The tables are every service's; only those with tresen.webhooks=true fill them and send.

-- Where a business wants to be told. The secret is a compact JWE; events null = all.
create table webhook_endpoint (
  business_id uuid primary key,
  url text not null,
  secret text not null,
  events text[],
  put_at timestamptz not null
);

-- What is told, written in the transaction of the fact. payload: the bytes as they are sent, the same in every attempt.
-- created_at, since and ended_at are business time; the time to try counts from since (created, or replayed).
create table webhook_delivery (
  business_id uuid not null,
  delivery_id uuid not null,
  number bigint generated always as identity (cache 1),
  lane uuid not null,
  kind text not null,
  payload bytea not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  last_status integer,
  last_error text,
  created_at timestamptz not null,
  since timestamptz not null,
  ended_at timestamptz,
  primary key (business_id, delivery_id),
  check ((state = 'waiting') = (ended_at is null))
);
create index webhook_delivery_in_lane on webhook_delivery (business_id, lane, number) where state = 'waiting';
create index webhook_delivery_listed on webhook_delivery (business_id, number);
create index webhook_delivery_by_state on webhook_delivery (business_id, state, number);
create index webhook_delivery_waiting on webhook_delivery (since) where state = 'waiting';
create index webhook_delivery_ended on webhook_delivery (ended_at) where state <> 'waiting';

-- One row for each lane with something to send; only its oldest delivery is due. due_at is business time, leased_until
-- the wall clock's. Whoever adds to a lane or ends one of its deliveries holds this row's lock.
create table webhook_lane (
  business_id uuid not null,
  lane uuid not null,
  due_at timestamptz not null,
  leased_by uuid,
  leased_until timestamptz not null default '-infinity',
  primary key (business_id, lane)
);
create index webhook_lane_due on webhook_lane (business_id, due_at);
