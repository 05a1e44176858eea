-- How often in a row the PIN was locked since it was last right; each lock is twice as long as the one before.
alter table wallet_pin add column locks integer not null default 0 check (locks >= 0);
-- Wrong PINs typed on this order's pay page: whoever has the link has fewer than lock the wallet.
alter table payment_order add column wrong_pins integer not null default 0 check (wrong_pins >= 0);
