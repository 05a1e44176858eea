-- What an order costs and what opens its receipt, kept by the effects, so that they need no copy.
create table order_costs (
  business_id uuid not null,
  order_id uuid not null,
  subtotal_minor bigint not null,
  shipping_minor bigint not null,
  tax_minor bigint not null,
  tax_included_minor bigint not null,
  discount_minor bigint not null,
  discount_code text,
  receipt_key text,
  primary key (business_id, order_id)
);
