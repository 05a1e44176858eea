-- Shoppers, conversations, messages, carts and checkouts: owned data, with all that is personal.
create table shopper (
  business_id uuid not null,
  shopper_id uuid not null,
  wa_id text not null default nextval('shopper_number')::text,
  display_name text,
  address jsonb,
  terms_version integer,
  consented_at timestamptz,
  marketing_allowed boolean not null default true,
  latest_conversation_id uuid,
  version bigint not null default 0,
  created_at timestamptz not null,
  primary key (business_id, shopper_id)
);
create unique index shopper_by_wa_id on shopper (business_id, wa_id);

create table conversation (
  business_id uuid not null,
  conversation_id uuid not null,
  shopper_id uuid not null,
  locale text,
  referral jsonb,
  status text not null default 'bot' check (status in ('bot', 'human', 'closed')),
  disclosed boolean not null default false,
  last_position bigint not null default 0,
  last_message_at timestamptz not null,
  last_inbound_at timestamptz,
  checkout_number bigint not null default 0,
  cart jsonb not null default '{"lines": []}',
  flow jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (business_id, conversation_id)
);
create unique index conversation_by_id on conversation (conversation_id);
create index conversation_of_shopper on conversation (business_id, shopper_id);
create index conversation_latest on conversation (business_id, last_message_at desc, conversation_id desc);

-- Positions are taken under the conversation's row lock: 1, 2, 3 …
create table message (
  business_id uuid not null,
  conversation_id uuid not null,
  position bigint not null,
  message_id text not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  author text not null check (author in ('shopper', 'assistant', 'human', 'business_app')),
  sent_at timestamptz not null,
  status text not null check (status in ('received', 'sent', 'delivered', 'read', 'failed')),
  notice_kind text,
  notice_order_no text,
  notice_retailer_id text,
  body jsonb not null,
  choices text[] not null default '{}',
  about text,
  event_id uuid, -- the event whose effect it is
  primary key (business_id, conversation_id, position)
);
create unique index message_by_id on message (business_id, conversation_id, message_id);
create unique index message_once_per_event on message (event_id) where event_id is not null;

-- A cart that was placed; it comes back when the order can't be had.
create table checkout (
  business_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  order_id uuid not null unique,
  order_no text,
  cart jsonb not null,
  payment_method text not null,
  state text not null default 'requested' check (state in ('requested', 'placed', 'declined', 'rejected')),
  requested_at timestamptz not null,
  primary key (business_id, conversation_id, number)
);

-- Where an order can be paid, so that a failed payment can be tried again; effects only, see payment_copy for the copy.
create table payment_link (
  business_id uuid not null,
  order_id uuid not null,
  pay_token text not null,
  primary key (business_id, order_id)
);
