-- Where the last imported file said that there is none: whether the shop counted by hand since, so that "in stock" of the next
-- file leaves its count alone. Null where the last file said something else, and in rows of the version before.
alter table stock add column counted_since boolean;
