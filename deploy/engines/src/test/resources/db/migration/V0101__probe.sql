create table probe_effect (
  id bigint generated always as identity primary key,
  order_id uuid not null,
  event_id uuid not null unique,
  sequence bigint not null,
  event_type text not null
);
create table probe_fault (order_id uuid primary key);
create table probe_product (
  product_id uuid primary key,
  title text,
  removed boolean not null,
  sequence bigint not null
);
