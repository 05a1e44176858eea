-- All three are trusted extensions: the owner of the database may create them.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

-- Texts are compared without case and accents. unaccent() is only "stable" because its dictionary could be changed;
-- ours is named and stays, so an index may rely on it.
create function catalog_fold(text) returns text language sql immutable strict parallel safe
  return lower(unaccent('unaccent'::regdictionary, $1));

-- How many products a business ever made; the row's lock gives positions in the order of the commits, so that a reader of
-- the list never misses a product that got its position earlier and committed later.
create table product_count (
  business_id uuid primary key,
  last_position bigint not null
);

-- A removed product keeps its row: reservations point at it, and its version goes on when it is put again.
create table product (
  business_id uuid not null,
  product_id uuid not null,
  retailer_id text not null,
  position bigint not null,
  version bigint not null check (version > 0),
  removed boolean not null default false,
  title text not null,
  description text not null,
  currency text not null,
  price_minor bigint not null check (price_minor >= 0),
  sale_price_minor bigint check (sale_price_minor >= 0 and sale_price_minor < price_minor),
  sale_price_from timestamptz,
  sale_price_to timestamptz check (sale_price_from < sale_price_to),
  brand text,
  category text,
  item_group_id text,
  attributes jsonb not null,
  kind text not null check (kind in ('goods', 'service')),
  visibility text not null check (visibility in ('visible', 'hidden')),
  image_url text,
  tax_class text,
  changed_at timestamptz not null,
  search_text text not null generated always as (
    catalog_fold(title || ' ' || retailer_id || ' ' || coalesce(brand, '') || ' ' || coalesce(category, ''))) stored,
  search tsvector not null generated always as (
    setweight(to_tsvector('german', catalog_fold(title)), 'A')
    || setweight(to_tsvector('english', catalog_fold(title)), 'A')
    || setweight(to_tsvector('simple', catalog_fold(retailer_id)), 'A')
    || setweight(to_tsvector('simple', catalog_fold(coalesce(brand, ''))), 'B')
    || setweight(to_tsvector('german', catalog_fold(coalesce(category, ''))), 'B')
    || setweight(to_tsvector('english', catalog_fold(coalesce(category, ''))), 'B')
    || setweight(to_tsvector('simple', catalog_fold(jsonb_path_query_array(attributes, '$.*')::text)), 'C')
    || setweight(to_tsvector('german', catalog_fold(description)), 'D')
    || setweight(to_tsvector('english', catalog_fold(description)), 'D')) stored,
  primary key (business_id, product_id),
  unique (business_id, position)
);
create index product_by_words on product using gin (business_id, search);
create index product_by_likeness on product using gin (business_id, search_text gin_trgm_ops);

-- Collections that the shop put together by hand; a removed one keeps its row, since its version goes on.
create table product_collection (
  business_id uuid not null,
  slug text not null,
  collection_id uuid not null,
  version bigint not null check (version > 0),
  removed boolean not null default false,
  title text not null,
  retailer_ids text[] not null,
  primary key (business_id, slug)
);

-- Copy of chat.business.v1; no foreign keys, it can be rebuilt at any time.
create table business_copy (
  business_id uuid primary key,
  country text not null,
  currency text not null,
  language text not null,
  sequence bigint not null
);
