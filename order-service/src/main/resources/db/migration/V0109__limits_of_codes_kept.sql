-- How many uses the code had when this one was taken, so that a checker can tell a code on too many orders from one whose
-- limit was lowered later. Null: no limit, or taken before this was kept.
alter table discount_use add column max_uses integer check (max_uses > 0);
