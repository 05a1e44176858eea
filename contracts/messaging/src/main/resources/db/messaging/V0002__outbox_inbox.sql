-- Outbox: the pending set. A row lives from the aggregate's transaction until the broker has acknowledged it.
create table outbox_event (
  id bigint generated always as identity (cache 1) primary key,
  shard smallint not null,
  topic text not null,
  key text not null,
  key_bytes bytea,
  keyless boolean not null default false,
  header_names text[] not null,
  header_values bytea[] not null,
  value bytea,
  created_at timestamptz not null default now()
);
create index outbox_event_by_shard on outbox_event (shard, id);

-- One row a shard: who holds it, sends for the keys of that shard, alone.
create table outbox_shard (
  shard smallint primary key,
  served_at timestamptz not null default '-infinity'
);
insert into outbox_shard (shard) select generate_series(0, 15);

-- The row that stands for a key of a topic: its lock is held while the next sequence is taken.
create table outbox_key (
  topic text not null,
  key uuid not null,
  last_sequence bigint not null check (last_sequence > 0),
  primary key (topic, key)
);

-- Inbox: an event has its effect once per consumer.
create table inbox_event (
  consumer text not null,
  event_id uuid not null,
  received_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (consumer, event_id)
);
create index inbox_event_by_expiry on inbox_event (expires_at);

-- How far a consumer has come with a key; parked_because holds the key back until a person or the missing event helps.
create table inbox_key (
  consumer text not null,
  topic text not null,
  key uuid not null,
  last_sequence bigint not null default 0,
  parked_because text,
  primary key (consumer, topic, key)
);

-- Events that wait behind a dead letter or a gap, in the order in which they came.
create table parked_event (
  id bigint generated always as identity primary key,
  consumer text not null,
  topic text not null,
  key uuid not null,
  sequence bigint not null,
  partition_no integer not null,
  offset_no bigint not null,
  header_names text[] not null,
  header_values bytea[] not null,
  value bytea,
  parked_at timestamptz not null default now()
);
create index parked_event_by_key on parked_event (consumer, topic, key, id);

-- Dead letters as this service knows them, until they are replayed or discarded. The topic <service>.dlq.v1 has a copy.
create table dead_letter (
  id uuid primary key,
  consumer text not null,
  topic text not null,
  partition_no integer not null,
  offset_no bigint not null,
  key uuid,
  event_id uuid,
  event_type text,
  raw_key bytea,
  header_names text[] not null,
  header_values bytea[] not null,
  value bytea,
  reason text not null,
  detail text not null,
  state text not null default 'open' check (state in ('open', 'replayed', 'discarded')),
  lettered_at timestamptz not null default now(),
  unique (consumer, topic, partition_no, offset_no)
);
create index dead_letter_open on dead_letter (consumer) where state = 'open';

-- What an operator asked for; the service's own consumer does it and writes down how it went.
create table operator_command (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('replay', 'discard', 'rebuild')),
  target text not null,
  state text not null default 'requested' check (state in ('requested', 'done', 'failed')),
  detail text,
  requested_at timestamptz not null default now(),
  ended_at timestamptz
);
create index operator_command_open on operator_command (id) where state = 'requested';
