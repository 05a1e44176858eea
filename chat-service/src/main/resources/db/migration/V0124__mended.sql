-- Of shops that were complete before V0117 counted: they were so with the last milestone that is known of them, not when they
-- looked after the update.
insert into business_milestone
  select m.business_id, 'set_up', max(m.reached_at)
  from business_milestone m join business b using (business_id)
  where b.assistant_enabled and b.payment_methods <> '{}'
    and exists (select 1 from product_copy p where p.business_id = m.business_id)
  group by m.business_id
  having bool_or(m.milestone = 'first_message_delivered')
  on conflict do nothing;

-- Who confirmed a shopper's number, and who took it back. New events alone: not valid costs no scan, and old rows hold.
alter table conversation_history drop constraint conversation_history_event_check;
alter table conversation_history add constraint conversation_history_event_check check (event in ('handed_to_human',
  'handed_to_assistant', 'assigned', 'unassigned', 'tagged', 'phone_confirmed', 'phone_removed')) not valid;
