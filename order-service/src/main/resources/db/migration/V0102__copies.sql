-- Copies of other services' facts. They can be rebuilt from the topics, so nothing refers to them.
create table product_copy (
  business_id uuid not null,
  product_id uuid not null,
  retailer_id text,
  version bigint not null,
  title text,
  price_minor bigint,
  currency text,
  sale_price_minor bigint,
  sale_from timestamptz,
  sale_to timestamptz,
  kind text,
  visible boolean not null,
  counted boolean not null,
  removed boolean not null,
  sequence bigint not null,
  primary key (business_id, product_id)
);

create table business_copy (
  business_id uuid not null primary key,
  country text not null,
  currency text not null,
  payment_methods text[] not null,
  sequence bigint not null
);

create table shopper_copy (
  business_id uuid not null,
  shopper_id uuid not null,
  latest_conversation_id uuid not null,
  sequence bigint not null,
  primary key (business_id, shopper_id)
);
