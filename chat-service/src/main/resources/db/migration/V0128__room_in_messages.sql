-- A message is written once and then changes its status, which no index has. Where its page has room for the new version, that one needs
-- no entries in the five indexes (HOT); so pages are left with some. Pages that are full already stay so.
-- Lock: share update exclusive, nobody's reads or writes wait (ALTER TABLE, SET storage_parameter).
alter table message set (fillfactor = 70);

-- Kilobytes of new entries that wait for their place in the index. The insert that fills the list up clears it, while it holds its
-- conversation; of the 4 MB that are the server's default that takes long.
-- Lock: access exclusive on the index alone, for a moment (reloptions.c), once the transactions that have written messages have ended.
-- Those that come meanwhile queue up behind it; so it waits for 2 s at most, and a start that got it by then is repeated. The version
-- before writes and reads as it did.
set local lock_timeout = '2s';
alter index message_search set (gin_pending_list_limit = 256);
