-- One row per product ever put. It is the product's lock: whoever changes the product, its stock or its reservations
-- locks this row first, several of them in the order (business_id, product_id).
create table stock (
  business_id uuid not null,
  product_id uuid not null,
  on_hand bigint not null default 0 check (on_hand >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  -- false: not counted, can always be had; the numbers then rest, save for what was reserved while it was counted
  counted boolean not null default false,
  removed boolean not null default false,
  availability_version bigint not null default 0,
  -- what the last imported file said, so that an old export does not bring sold stock back
  imported boolean not null default false,
  imported_on_hand bigint,
  primary key (business_id, product_id),
  check (reserved <= on_hand)
);

-- One row a change; the sums of a product's rows are its on_hand and reserved.
create table stock_movement (
  id bigint generated always as identity primary key,
  business_id uuid not null,
  product_id uuid not null,
  kind text not null check (kind in ('reserved', 'released', 'claimed', 'restocked', 'counted', 'adjusted', 'imported')),
  on_hand_change bigint not null,
  reserved_change bigint not null,
  order_id uuid,
  event_id uuid,
  reason text,
  moved_at timestamptz not null
);
create index stock_movement_by_product on stock_movement (business_id, product_id, id);
create unique index stock_movement_once on stock_movement (event_id, product_id) where event_id is not null;

-- Lines of an order as they were reserved; held + claimed + released = quantity.
create table reservation (
  business_id uuid not null,
  order_id uuid not null,
  line integer not null,
  product_id uuid not null,
  retailer_id text not null,
  kind text not null check (kind in ('goods', 'service')),
  quantity integer not null check (quantity > 0),
  -- whether the product was counted when the line was reserved: only then does the line move stock
  counted boolean not null,
  held integer not null check (held >= 0),
  claimed integer not null check (claimed >= 0),
  restocked integer not null check (restocked >= 0 and restocked <= claimed),
  confirmed boolean not null default false,
  event_id uuid not null,
  reserved_at timestamptz not null,
  primary key (business_id, order_id, line),
  check (held + claimed <= quantity)
);
create index reservation_unconfirmed on reservation (reserved_at) where held > 0 and not confirmed;
create unique index reservation_once on reservation (event_id, line);
