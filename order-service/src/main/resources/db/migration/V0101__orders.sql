-- order_no is made of it: one sequence for the whole platform, gaps are fine.
create sequence order_number;

create table orders (
  business_id uuid not null,
  order_id uuid not null unique,
  order_no text not null unique,
  shopper_id uuid,
  conversation_id uuid,
  checkout_number bigint,
  currency text not null,
  total_minor bigint not null check (total_minor between 0 and 9007199254740991),
  subtotal_minor bigint not null,
  shipping_minor bigint not null,
  tax_minor bigint not null,
  tax_included_minor bigint not null,
  discount_minor bigint not null,
  payment_method text not null check (payment_method in ('card', 'wallet', 'cod')),
  pay_within_s integer not null check (pay_within_s between 10 and 86400),
  customer jsonb,
  placed_at timestamptz not null,
  status text not null check (status in ('placed', 'awaiting_payment', 'confirmed', 'rejected', 'cancelling', 'cancelled',
    'expired', 'partially_shipped', 'shipped', 'delivered', 'returned')),
  -- wall clock: since when the process stands here, for alerts
  status_since timestamptz not null,
  pay_by timestamptz check ((status = 'awaiting_payment') = (pay_by is not null)),
  cancelled_by text,
  stock_released boolean,
  payment_settled boolean,
  rejection_code text,
  rejected_retailer_ids text[],
  payment_status text not null check (payment_status in ('none', 'pending', 'paid', 'failed', 'unknown', 'refunded',
    'partially_refunded')),
  attention_code text,
  attention_at timestamptz,
  version bigint not null check (version > 0),
  primary key (business_id, order_id),
  check (total_minor = subtotal_minor + shipping_minor + tax_minor - discount_minor),
  check ((status = 'cancelling') = (cancelled_by is not null))
);
create index orders_newest on orders (business_id, placed_at desc, order_id desc);
create index orders_newest_by_status on orders (business_id, status, placed_at desc, order_id desc);
create index orders_newest_by_shopper on orders (business_id, shopper_id, placed_at desc, order_id desc)
  where shopper_id is not null;
create index orders_due on orders (pay_by) where status = 'awaiting_payment';
create index orders_under_way on orders (status, status_since)
  where status in ('placed', 'awaiting_payment', 'cancelling');

create table order_line (
  business_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  product_id uuid not null,
  retailer_id text not null,
  title text not null,
  kind text not null check (kind in ('goods', 'service')),
  quantity integer not null check (quantity between 1 and 9999),
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  product_version bigint,
  shipped integer not null default 0 check (shipped between 0 and quantity),
  returned integer not null default 0 check (returned between 0 and shipped),
  delivered integer not null default 0 check (delivered between 0 and quantity),
  primary key (business_id, order_id, line_no),
  unique (business_id, order_id, retailer_id),
  foreign key (business_id, order_id) references orders
);

create table shipment (
  business_id uuid not null,
  order_id uuid not null,
  shipment_id uuid not null,
  shipment_no integer not null,
  carrier text not null,
  tracking_number text not null,
  lines jsonb not null,
  shipped_at timestamptz not null,
  delivered_at timestamptz,
  primary key (business_id, order_id, shipment_id),
  unique (business_id, order_id, shipment_no),
  foreign key (business_id, order_id) references orders
);

-- What the order told, in the order of order.order's ce_sequence.
create table order_history (
  business_id uuid not null,
  order_id uuid not null,
  sequence integer not null,
  event text not null,
  at timestamptz not null,
  detail jsonb not null,
  primary key (business_id, order_id, sequence),
  foreign key (business_id, order_id) references orders
);

-- The latest is where the order goes; the old ones are kept. sequence: the history's event that brought it.
create table delivery_address (
  business_id uuid not null,
  order_id uuid not null,
  sequence integer not null,
  name text not null,
  street text not null,
  postcode text,
  city text not null,
  country text not null,
  state text,
  phone text,
  given_at timestamptz not null,
  primary key (business_id, order_id, sequence),
  foreign key (business_id, order_id) references orders
);

-- Checkouts that wait for this service's copies, until give_up_at by the wall clock.
create table pending_checkout (
  order_id uuid primary key,
  business_id uuid not null,
  conversation_id uuid not null,
  shopper_id uuid not null,
  checkout_number bigint not null,
  lines jsonb not null,
  expected_total_minor bigint not null,
  currency text not null,
  payment_method text,
  sealed_address text,
  event_id uuid not null,
  correlation_id uuid,
  traceparent text,
  give_up_at timestamptz not null
);
create index pending_checkout_by_age on pending_checkout (give_up_at);
