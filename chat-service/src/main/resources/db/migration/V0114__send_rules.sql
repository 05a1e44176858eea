-- What a business app wants to hear again with each status of a message (biz_opaque_callback_data).
create table callback_data (
  business_id uuid not null,
  message_id text not null,
  data text not null,
  primary key (business_id, message_id)
);

-- Marketing that went to a shopper, for as long as the limit looks back; business time.
create table marketing_sent (
  business_id uuid not null,
  shopper_id uuid not null,
  message_id text not null,
  sent_at timestamptz not null,
  primary key (business_id, shopper_id, sent_at, message_id)
);
