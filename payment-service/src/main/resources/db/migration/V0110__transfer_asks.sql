-- What shoppers asked for in their chats (chat.conversation.v1) and nobody has decided yet. look_at and give_up_at are the
-- wall clock's.
create table transfer_ask (
  position bigint generated always as identity primary key,
  business_id uuid not null,
  transfer_id uuid not null,
  conversation_id uuid not null,
  shopper_id uuid not null,
  what text not null check (what in ('submit', 'accept', 'decline', 'cancel')),
  kind text check (kind in ('send', 'request')),
  counterpart_id uuid,
  amount_minor bigint,
  currency text,
  event_id uuid not null,
  event_type text not null,
  correlation_id uuid,
  traceparent text,
  look_at timestamptz not null,
  give_up_at timestamptz not null,
  check ((what = 'submit') = (kind is not null))
);
create index transfer_ask_line on transfer_ask (business_id, transfer_id, position);
