-- A shop's request that pays an order: by an attempt of that order's, which it names once it is posted. The check keeps the
-- version before, which knows transfers alone, from moving money beside the order. It holds for what is
-- written from now on: the rows that are there pay no order, and reading them all would keep the table locked meanwhile.
alter table wallet_transfer
  add column pays_order boolean not null default false,
  add column payment_id uuid,
  add constraint wallet_transfer_pays_its_order
    check (not pays_order or order_id is not null and (status = 'posted') = (payment_id is not null)) not valid;
