-- What variants of a Shopify product take from its first record beside its texts; null where a format has none.
alter table import_parent add column brand text, add column option_names text[];
