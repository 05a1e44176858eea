-- A business's number at Meta, and who writes to it (ADR 11).
create table whatsapp_number (
  business_id uuid primary key references business,
  phone_number_id text not null unique,
  waba_id text not null,
  display_phone_number text not null,
  access_token text not null, -- kept as ADR 9 keeps secrets, like app_secret
  app_secret text not null,
  verify_hash bytea not null, -- SHA-256 of the verify token
  catalog_id text,
  order_details boolean, -- null: as Meta has it in the business's country
  paused_until timestamptz not null default '-infinity',
  put_at timestamptz not null
);
create index whatsapp_number_by_verify_hash on whatsapp_number (verify_hash);

-- Where a shopper writes from: phone = digits, user = Meta's business-scoped user id. Both may lead to one shopper.
create table channel_contact (
  business_id uuid not null,
  channel text not null check (channel in ('whatsapp')),
  kind text not null check (kind in ('phone', 'user')),
  address text not null,
  shopper_id uuid not null,
  conversation_id uuid not null,
  number bigint generated always as identity, -- of two phone numbers the later one is written to
  primary key (business_id, channel, kind, address)
);
create index channel_contact_of_conversation on channel_contact (business_id, conversation_id);

-- Meta's id and ours of the same message, both ways.
create table whatsapp_message (
  business_id uuid not null,
  meta_id text not null,
  conversation_id uuid not null,
  message_id text not null,
  primary key (business_id, meta_id)
);
create unique index whatsapp_message_by_ours on whatsapp_message (business_id, message_id);

-- Statuses of messages that are not known yet; applied when the id is told, dropped after a day. Wall clock.
create table whatsapp_status (
  business_id uuid not null,
  meta_id text not null,
  status text not null check (status in ('sent', 'delivered', 'read', 'failed')),
  errors jsonb,
  received_at timestamptz not null,
  primary key (business_id, meta_id, status)
);
create index whatsapp_status_by_age on whatsapp_status (received_at);

-- forms of the address page that were taken, so that each is taken once
create table whatsapp_address_form (
  business_id uuid not null,
  form text not null,
  primary key (business_id, form)
);

-- null: the web chat. What is said in a channel's conversation is queued for it even where the shopper has no address any more.
alter table conversation add column channel text check (channel in ('whatsapp'));

-- why a message failed, in Meta's error objects
alter table message add column errors jsonb;
