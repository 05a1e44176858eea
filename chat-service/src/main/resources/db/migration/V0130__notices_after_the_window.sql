-- What is sent in a message's place once the shopper's 24 hours are over: a notice's template, as Meta's send object. Null for all other
-- messages, and for those that the version before queued.
-- Lock: access exclusive on whatsapp_send for a moment, no rewrite (ALTER TABLE: a column without a default). What comes meanwhile queues
-- up behind it; so it waits for 2 s at most, and a start that got it by then is repeated.
set local lock_timeout = '2s';
alter table whatsapp_send add column after_window jsonb;
