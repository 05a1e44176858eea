-- What an order's total is made of, from OrderPlaced; effects only, like payment_link.
create table order_parts (
  business_id uuid not null,
  order_id uuid not null,
  subtotal_minor bigint not null,
  shipping_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  included_tax_minor bigint not null,
  primary key (business_id, order_id)
);
