-- Copies of other services' facts. No foreign keys: they are rebuilt and swapped whole. sequence orders their events.
create table availability_copy (
  business_id uuid not null,
  product_id uuid not null,
  -- null = not counted
  available bigint,
  version bigint not null,
  sequence bigint not null,
  primary key (business_id, product_id)
);

create table product_copy (
  business_id uuid not null,
  product_id uuid not null,
  -- null where only the removal was ever read
  retailer_id text,
  visible boolean not null,
  -- false = can always be had; of a product that was never counted availability_copy hears nothing
  counted boolean not null,
  removed boolean not null,
  sequence bigint not null,
  primary key (business_id, product_id)
);

create table shopper_copy (
  business_id uuid not null,
  shopper_id uuid not null,
  conversation_ids uuid[] not null,
  marketing_allowed boolean not null,
  sequence bigint not null,
  primary key (business_id, shopper_id)
);
create index shopper_copy_by_conversation on shopper_copy using gin (conversation_ids);

create table business_copy (
  business_id uuid primary key,
  handle text not null,
  language text not null,
  sequence bigint not null
);
