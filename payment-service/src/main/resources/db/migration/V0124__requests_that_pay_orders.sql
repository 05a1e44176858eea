-- A shop's request that pays an order: by an attempt of that order's, which it names once it is posted. The check keeps the
-- version before, which knows transfers alone, from moving money beside the order.
alter table wallet_transfer
  add column pays_order boolean not null default false,
  add column payment_id uuid,
  add constraint wallet_transfer_pays_its_order
    check (not pays_order or order_id is not null and (status = 'posted') = (payment_id is not null));
create index wallet_transfer_of_order on wallet_transfer (business_id, order_id, transfer_id)
  where pays_order and status = 'requested';
