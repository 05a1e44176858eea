-- How much a payer may send; no row: the platform's. In minor units of the business's currency.
create table wallet_limits (
  business_id uuid primary key,
  currency text not null,
  per_transfer_minor bigint not null check (per_transfer_minor >= 0),
  per_day_minor bigint not null check (per_day_minor >= 0)
);
