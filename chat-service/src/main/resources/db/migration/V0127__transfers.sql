-- Transfers between persons that a chat shows: whose they are and how far, for taps. Amounts are payment-service's.
create table transfer (
  business_id uuid not null,
  transfer_id uuid not null,
  kind text not null check (kind in ('send', 'request')),
  payer_id uuid not null,
  payee_id uuid, -- null: the shop
  state text not null check (state in
    ('submitted', 'requested', 'pending', 'posted', 'declined', 'cancelled', 'expired', 'refused')),
  version bigint not null,
  changed_at timestamptz not null,
  primary key (business_id, transfer_id)
);

-- How many numbers that nobody has a shopper named on a day; days of UTC, wall clock.
create table unknown_numbers (
  business_id uuid not null,
  shopper_id uuid not null,
  day date not null,
  named integer not null,
  primary key (business_id, shopper_id)
);
create index unknown_numbers_by_day on unknown_numbers (day);

-- A transfer is told to both of its sides: an event has one message in each conversation.
drop index message_once_per_event;
create unique index message_once_per_event on message (event_id, conversation_id) where event_id is not null;
