-- How far a business came: each milestone once, business time. Registration is business.created_at.
create table business_milestone (
  business_id uuid not null references business,
  milestone text not null check (milestone in ('set_up', 'first_message_delivered', 'first_sale')),
  reached_at timestamptz not null,
  primary key (business_id, milestone)
);

-- Of businesses that were here before: as near as what was kept of them tells.
insert into business_milestone
  select business_id, 'first_message_delivered', min(sent_at) from message
  where direction = 'outbound' and status in ('delivered', 'read')
  group by business_id;
insert into business_milestone
  select o.business_id, 'first_sale', min(o.placed_at) from order_copy o join business b using (business_id)
  where o.status in ('confirmed', 'partially_shipped', 'shipped', 'delivered', 'returned', 'cancelling')
  group by o.business_id;

-- The merchant's own, who try their shop: their orders are no sales.
alter table shopper add column test boolean not null default false;

-- The phone number under which a shop is called back: digits with the country code.
create table contact_number (
  business_id uuid primary key references business,
  phone text not null check (phone ~ '^[1-9][0-9]{6,14}$'),
  put_at timestamptz not null,
  verified_at timestamptz
);

-- The open code of a number: used once, guessed at three times at most. Of the code a slow salted hash is kept; what is
-- sent is a compact JWE and goes once the operator's gateway has it. ends_at, due_at and leased_until are wall-clock times.
create table verification_code (
  business_id uuid primary key references contact_number on delete cascade,
  code_id uuid not null,
  method text not null check (method in ('sms', 'voice')),
  salt bytea not null,
  code_hash bytea not null,
  guesses integer not null default 0,
  ends_at timestamptz not null,
  sealed text,
  attempts integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz not null default '-infinity'
);
create index verification_code_due on verification_code (due_at) where sealed is not null;
create index verification_code_by_end on verification_code (ends_at);
