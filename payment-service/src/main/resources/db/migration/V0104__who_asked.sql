-- Who asked for a refund: staff, app or system, with an opaque id. What was asked for before nobody noted it has none.
alter table refund add column by_kind text;
alter table refund add column by_id uuid;
