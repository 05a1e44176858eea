-- What went back of an order's money, for its receipt. 0 also for what went back before this was kept: that receipt names no amount.
alter table orders add column refunded_minor bigint not null default 0;
