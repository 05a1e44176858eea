-- Token buckets of network addresses, by a hash of the address and of what it does; wall clock.
create table address_rate (
  subject bytea primary key,
  tokens double precision not null,
  counted_at timestamptz not null
);
create index address_rate_by_age on address_rate (counted_at);
