-- Copies of orders that have no shopper, and of their payments, from the version that kept them all: nobody asks for them, a rebuilt copy
-- has none. Of a few hundred thousand, some seconds.
-- Lock: the rows alone, which nobody reads. What a pod of the version before is writing at this moment is left as it is, so that this
-- waits for nobody; and what it writes until the last of them has gone stays too, until a rebuild.
with nobodys as materialized (
  select order_id from order_copy where shopper_id is null for update skip locked),
paid as materialized (
  select p.order_id from payment_copy p join nobodys using (order_id) for update of p skip locked),
gone as (
  delete from payment_copy p using paid where p.order_id = paid.order_id)
delete from order_copy o using nobodys where o.order_id = nobodys.order_id;
