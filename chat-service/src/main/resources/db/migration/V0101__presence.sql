-- Businesses and what opens their doors (INTERFACE 2).
create sequence waba_number start 100000000000001;
create sequence phone_number start 200000000000001;
create sequence shopper_number start 999000000000001; -- no country has the calling code 999

create table business (
  business_id uuid primary key,
  name text not null,
  handle text not null unique check (handle ~ '^[a-z0-9-]{3,40}$'),
  country char(2) not null,
  currency char(3) not null,
  language text not null check (language in ('de', 'en')),
  waba_id text not null unique default nextval('waba_number')::text,
  phone_number_id text not null unique default nextval('phone_number')::text,
  assistant_enabled boolean not null default true,
  languages text[] not null,
  payment_methods text[] not null,
  terms text,
  terms_version integer not null default 1,
  version bigint not null default 1,
  created_at timestamptz not null
);

-- The secret has 256 bits of randomness, so that a plain SHA-256 can't be searched; only the hash is kept.
create table credential (
  client_id uuid primary key,
  business_id uuid not null references business,
  secret_hash bytea not null,
  rotated_at timestamptz not null
);
create unique index credential_of_business on credential (business_id);

-- Refused tokens until they could neither be used nor renewed; wall clock.
create table revoked_token (
  token_id uuid primary key,
  business_id uuid not null,
  ends_at timestamptz not null
);
create index revoked_token_by_end on revoked_token (ends_at);
