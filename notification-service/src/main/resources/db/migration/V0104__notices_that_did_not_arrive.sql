-- How many notices of a subscription the chat had sent and the shopper's channel did not deliver.
alter table subscription add column undelivered integer not null default 0;
