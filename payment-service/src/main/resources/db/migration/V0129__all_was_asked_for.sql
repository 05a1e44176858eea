-- An order that was cancelled asked for everything once, also where nothing was left to go back then: what the bank returns later goes
-- back again. A constant default, so no row is written; what is there is told by its refunds, as before.
alter table payment_order add column all_asked boolean not null default false;
