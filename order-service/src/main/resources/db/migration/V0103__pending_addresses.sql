-- Corrected addresses that wait, sealed, for their key or behind one of the same order that does, until give_up_at by the
-- wall clock. An order's are decided by position.
create table pending_address (
  position bigint generated always as identity primary key,
  business_id uuid not null,
  order_id uuid not null,
  shopper_id uuid not null,
  conversation_id uuid not null,
  request_id uuid not null,
  sealed_address text not null,
  event_id uuid not null,
  correlation_id uuid,
  traceparent text,
  give_up_at timestamptz not null
);
create index pending_address_by_order on pending_address (business_id, order_id, position);
