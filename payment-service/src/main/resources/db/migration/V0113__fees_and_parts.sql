-- The platform's share of a shop's captures. The kinds of wallets stand here too, so that the order of migrations is free.
alter table ledger_account drop constraint ledger_account_kind_check;
alter table ledger_account add constraint ledger_account_kind_check check (kind in
  ('provider_clearing', 'cash_in_transit', 'business_balance', 'refunds_payable', 'held', 'shopper_wallet', 'platform_fees'));

-- The parts of what an order costs; 0 where the order did not say. tax: on top of the prices or in them.
alter table payment_order
  add column tax_minor bigint not null default 0 check (tax_minor >= 0),
  add column shipping_minor bigint not null default 0 check (shipping_minor >= 0),
  add column discount_minor bigint not null default 0 check (discount_minor >= 0);

-- The fee of a capture, and the rule that it was reckoned by; 0 and null where there is none.
alter table payment
  add column fee_minor bigint not null default 0 check (fee_minor between 0 and coalesce(taken_minor, 0)),
  add column fee_rule text;

-- The parts that a refund reversed when it succeeded. One that failed later keeps what was booked back.
alter table refund
  add column tax_minor bigint not null default 0 check (tax_minor >= 0),
  add column shipping_minor bigint not null default 0 check (shipping_minor >= 0),
  add column discount_minor bigint not null default 0 check (discount_minor >= 0),
  add column fee_minor bigint not null default 0 check (fee_minor >= 0);
