-- Origins whose pages may show the shop's chat in a frame; empty: none.
alter table business add column allowed_origins text[] not null default '{}' check (cardinality(allowed_origins) <= 20);
