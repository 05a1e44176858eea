-- The notice that a message is, while its asker may still hear that it did not arrive. Null for all other messages.
-- Lock: access exclusive on whatsapp_send for a moment, no rewrite (ALTER TABLE: a column without a default); waits for 2 s at most.
set local lock_timeout = '2s';
alter table whatsapp_send add column notice_id uuid;
