-- A refund that is asked for while its payment is unknown waits for what becomes of that.
alter table refund drop constraint refund_state_check;
alter table refund add constraint refund_state_check
  check (state in ('waiting', 'requested', 'unknown', 'pending', 'succeeded', 'failed'));
