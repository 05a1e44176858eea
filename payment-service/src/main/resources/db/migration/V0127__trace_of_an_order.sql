-- The place in a trace that asked for the order's payments (W3C traceparent: ids of a trace and a span, nothing of anybody). What the
-- pay page, the provider and the janitor find out goes on from there. Null where tracing was off, and for orders from before.
alter table payment_order add column traceparent text;
