-- What waits to be sent to Meta, and what became of it (ADR 11). A lane is a conversation with something waiting; only its oldest
-- row is sent. Business time, leases on the wall clock.
create table whatsapp_lane (
  business_id uuid not null,
  conversation_id uuid not null,
  due_at timestamptz not null,
  leased_by uuid,
  leased_until timestamptz not null default '-infinity',
  primary key (business_id, conversation_id)
);
create index whatsapp_lane_due on whatsapp_lane (business_id, due_at);

create table whatsapp_send (
  business_id uuid not null,
  conversation_id uuid not null,
  position bigint not null,
  message_id text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  begun_at timestamptz, -- an attempt whose end is not known
  silences integer not null default 0, -- attempts that nothing was ever heard of
  queued_at timestamptz not null,
  ended_at timestamptz,
  primary key (business_id, conversation_id, position)
);
create unique index whatsapp_send_by_message on whatsapp_send (business_id, message_id);
create index whatsapp_send_waiting on whatsapp_send (business_id, conversation_id, position) where state = 'waiting';
create index whatsapp_send_oldest on whatsapp_send (queued_at) where state = 'waiting';
create index whatsapp_send_ended on whatsapp_send (ended_at) where state <> 'waiting';
