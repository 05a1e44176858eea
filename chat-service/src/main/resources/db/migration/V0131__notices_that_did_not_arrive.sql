-- The notice that a message is, while its asker may still hear that it did not arrive.
alter table whatsapp_send add column notice_id uuid;
