-- What opens an order's receipt, from OrderPlaced; effects only, like payment_link.
create table receipt_link (
  business_id uuid not null,
  order_id uuid not null,
  receipt_key text not null,
  primary key (business_id, order_id)
);

-- The rate of the tax that an order's prices contain, in percent; null where it is not one.
alter table order_parts add column included_percent numeric(9, 4);
