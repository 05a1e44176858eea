-- The parts of a total, fixed when the order is placed. rules_version: null where the shop had set none.
alter table orders add column discount_code text;
alter table orders add column rules_version bigint;
alter table orders add column taxes jsonb not null default '[]';
-- SHA-256 of what opens its receipt without a token; null for orders of before
alter table orders add column receipt_key_hash bytea;
alter table orders add constraint orders_parts_not_negative
  check (least(subtotal_minor, shipping_minor, tax_minor, tax_included_minor, discount_minor) >= 0);
alter table order_line add column tax_rate_ppm integer;

alter table pending_checkout add column discount_code text;
