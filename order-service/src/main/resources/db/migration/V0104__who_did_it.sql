-- Who did it: staff, app, shopper or system, with an opaque id. What was done before nobody noted it has none.
alter table order_history add column by_kind text;
alter table order_history add column by_id uuid;
