-- What waits for a person is counted every few seconds, for operators. Where the tables are so large that writers must not wait for
-- this, build both before, concurrently, under the same names (upgrade.md).
create index if not exists top_up_attention on top_up (attention_code) where attention_code is not null;
create index if not exists payment_attention on payment (attention_code) where attention_code is not null;
