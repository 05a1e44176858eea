-- Copy of chat.shopper.v1: which shoppers a business has.
create table shopper_copy (
  business_id uuid not null,
  shopper_id uuid not null,
  sequence bigint not null,
  primary key (business_id, shopper_id)
);

-- Wall clock. tries: those since the last right one or since the lock before ended; each is counted before it is compared.
create table wallet_pin (
  business_id uuid not null,
  shopper_id uuid not null,
  hash text not null,
  tries integer not null default 0 check (tries >= 0),
  locked_until timestamptz,
  changed_at timestamptz not null default now(),
  primary key (business_id, shopper_id)
);
