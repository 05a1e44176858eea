-- What a feed says of the shop; null until the business is told anew, or the copy rebuilt.
alter table business_copy add column handle text, add column name text;

-- The secret address at which Meta fetches a business's feed; only the key's hash is kept.
create table feed_key (
  business_id uuid primary key,
  key_hash bytea not null unique,
  made_at timestamptz not null
);
