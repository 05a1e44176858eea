-- What a shop asks for beside its prices; no row for a shop that has set nothing.
create table cost_rules (
  business_id uuid not null primary key,
  version bigint not null check (version > 0),
  shipping jsonb not null,
  tax jsonb not null,
  prices_include_tax boolean not null
);
