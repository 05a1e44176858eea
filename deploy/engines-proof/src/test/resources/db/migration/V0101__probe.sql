create table probe_effect (
  id bigint generated always as identity primary key,
  order_id uuid not null,
  event_id uuid not null unique,
  sequence bigint not null,
  event_type text not null
);
-- what a handler is to do wrong, for an order or for one of its events
create table probe_fault (
  order_id uuid not null,
  sequence bigint,
  kind text not null default 'fault'
);
create table probe_product (
  product_id uuid primary key,
  title text,
  removed boolean not null,
  sequence bigint not null,
  letters int generated always as (length(title)) stored,
  constraint probe_product_not_forbidden check (title <> 'forbidden')
);
create index probe_product_titles on probe_product (title);
