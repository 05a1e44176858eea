-- Codes. uses: orders that have it now; it is changed under the row's lock, in the transaction of the order. A removed code
-- keeps its row, so that what was taken can be given back and versions go on when it is put again.
create table discount (
  business_id uuid not null,
  code text not null check (code ~ '^[A-Z0-9_-]{1,40}$'),
  amount_minor bigint check (amount_minor between 0 and 9007199254740991),
  currency text not null,
  rate_ppm integer check (rate_ppm between 1 and 1000000),
  valid_from timestamptz,
  valid_to timestamptz,
  min_subtotal_minor bigint not null default 0 check (min_subtotal_minor between 0 and 9007199254740991),
  max_uses integer check (max_uses > 0),
  uses integer not null default 0 check (uses >= 0),
  removed boolean not null default false,
  version bigint not null check (version > 0),
  primary key (business_id, code),
  check ((amount_minor is null) <> (rate_ppm is null))
);

-- One row an order that took a code; given_back_at (business time) once it was rejected, expired or cancelled.
create table discount_use (
  business_id uuid not null,
  order_id uuid not null,
  code text not null,
  taken_at timestamptz not null,
  given_back_at timestamptz,
  primary key (business_id, order_id),
  foreign key (business_id, order_id) references orders,
  foreign key (business_id, code) references discount
);
create index discount_use_by_code on discount_use (business_id, code);
