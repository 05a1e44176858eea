-- Whose the key is, and since when the present state of the key has been told again behind an event that the database did not know.
-- Rows from before have no business; they are not told again.
alter table told_event add column business_id uuid, add column told_again_at timestamptz;
create index told_event_untold on told_event (topic, business_id, key)
  where settled_at is null and told_again_at is null and business_id is not null;
