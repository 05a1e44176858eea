-- What waits for a person is counted every few seconds, for operators. Where the table is so large that writers must not wait for
-- this, build it before, concurrently, under the same name (upgrade.md).
create index if not exists orders_attention on orders (attention_code) where attention_code is not null;
