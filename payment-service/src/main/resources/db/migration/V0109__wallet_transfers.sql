-- Money between persons, and from persons to the shop. The row stands for the key: it is locked before anything of the
-- transfer is read to decide, and before any balance. All times are business time.
create table wallet_transfer (
  business_id uuid not null,
  transfer_id uuid not null,
  position bigint generated always as identity,
  -- who began it: send, the payer; request, the payee
  kind text not null check (kind in ('send', 'request')),
  -- null only where a business was asked for money, which is refused
  payer_id uuid,
  -- null: the business
  payee_id uuid,
  -- null only where what a chat submitted was no amount, which is refused
  amount_minor bigint check (amount_minor >= 0),
  currency text,
  note text,
  order_id uuid,
  conversation_id uuid,
  status text not null check (status in
    ('requested', 'pending', 'posted', 'declined', 'cancelled', 'expired', 'refused')),
  code text,
  by_kind text not null,
  by_id uuid,
  created_at timestamptz not null,
  authorised_at timestamptz,
  expires_at timestamptz not null,
  version bigint not null,
  primary key (business_id, transfer_id),
  check ((status = 'refused') = (code is not null)),
  check (status = 'refused' or (payer_id is not null and amount_minor > 0 and currency is not null)),
  check (status not in ('pending', 'posted') or authorised_at is not null),
  check (status = 'refused' or payer_id is distinct from payee_id)
);
create index wallet_transfer_due on wallet_transfer (expires_at) where status in ('requested', 'pending');
create index wallet_transfer_of_business on wallet_transfer (business_id, position);
create index wallet_transfer_of_payer on wallet_transfer (business_id, payer_id, position);
create index wallet_transfer_of_payee on wallet_transfer (business_id, payee_id, position);
create index wallet_transfer_spent on wallet_transfer (business_id, payer_id, authorised_at)
  where status in ('pending', 'posted');
