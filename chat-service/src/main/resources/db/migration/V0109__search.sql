-- Search: what was said, by any three letters of it. An index of an expression, as Inbox has it word by word: a column would
-- write the whole table anew and keep everybody out of it. A migration of its own, so that no other lock is held meanwhile:
-- until the index is built, writes of message wait, and nothing else does; a table of some millions takes minutes. Whoever has
-- such a one builds it before, concurrently, under the same name and with the extensions pg_trgm and btree_gin.
create index if not exists message_search on message using gin (business_id, lower(left(coalesce(
  body -> 'text' ->> 'body', body -> 'interactive' -> 'body' ->> 'text', ''), 4096)) gin_trgm_ops);
