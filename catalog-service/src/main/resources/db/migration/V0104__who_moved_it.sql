-- Who changed stock by hand: staff or app, with an opaque id. Orders' movements have their order, imports' their import.
alter table stock_movement add column by_kind text;
alter table stock_movement add column by_id uuid;
