-- Copies of other services' facts. They can be rebuilt from the topics at any time: no foreign keys, nothing owned in them.
create extension if not exists pg_trgm;

create table product_copy (
  product_id uuid primary key,
  business_id uuid not null,
  retailer_id text not null,
  version bigint not null,
  title text not null,
  description text not null,
  price_minor bigint not null,
  currency text not null,
  sale_price_minor bigint,
  sale_from timestamptz,
  sale_to timestamptz,
  category text,
  attributes jsonb not null,
  service boolean not null,
  visible boolean not null,
  removed boolean not null default false,
  image_url text,
  counted boolean not null,
  sequence bigint not null,
  search_words text generated always as (lower(title || ' ' || coalesce(category, ''))) stored,
  search_vector tsvector generated always as (
    to_tsvector('german', title || ' ' || coalesce(category, '') || ' ' || left(description, 2000))
    || to_tsvector('english', title || ' ' || coalesce(category, '') || ' ' || left(description, 2000))) stored
);
create index product_copy_by_retailer_id on product_copy (business_id, retailer_id);
create index product_copy_by_title on product_copy (business_id, title, product_id) where visible and not removed;
create index product_copy_search_words on product_copy using gin (search_words gin_trgm_ops);
create index product_copy_search_vector on product_copy using gin (search_vector);

create table availability_copy (
  product_id uuid primary key,
  business_id uuid not null,
  available bigint,
  version bigint not null,
  sequence bigint not null
);

create table collection_copy (
  collection_id uuid primary key,
  business_id uuid not null,
  slug text not null,
  title text not null,
  retailer_ids text[] not null,
  removed boolean not null default false,
  sequence bigint not null
);
create index collection_copy_of_business on collection_copy (business_id, slug);

create table order_copy (
  order_id uuid primary key,
  business_id uuid not null,
  order_no text not null,
  shopper_id uuid,
  status text not null,
  total_minor bigint,
  currency text,
  goods boolean not null default true,
  parcels jsonb not null default '[]',
  placed_at timestamptz not null,
  sequence bigint not null
);
create index order_copy_by_no on order_copy (business_id, order_no);
create index order_copy_of_shopper on order_copy (business_id, shopper_id, placed_at desc);

create table payment_copy (
  order_id uuid primary key,
  business_id uuid not null,
  status text not null,
  pay_token text,
  sequence bigint not null
);
