-- The people of a business, what they have in hand, and what they do in conversations.
-- An e-mail is one person of a business; the same one may work for another business under another id.
create table staff (
  business_id uuid not null,
  staff_id uuid not null,
  role text not null check (role in ('owner', 'agent')),
  display_name text not null,
  email text not null,
  email_key text not null, -- as compared: see Email
  password_hash text not null, -- bcrypt
  joined_at timestamptz not null,
  removed_at timestamptz,
  primary key (business_id, staff_id)
);
create unique index staff_by_email on staff (business_id, email_key) where removed_at is null;
create index staff_signing_in on staff (email_key) where removed_at is null;

-- The link's token has 256 random bits; only its SHA-256 is kept. expires_at is business time.
create table staff_invitation (
  business_id uuid not null,
  invitation_id uuid not null,
  role text not null check (role in ('owner', 'agent')),
  display_name text not null,
  email text not null,
  email_key text not null,
  token_hash bytea not null unique,
  by_kind text not null,
  by_id uuid,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (business_id, invitation_id)
);
create index invitation_by_end on staff_invitation (expires_at);

-- A signed-in browser. Its cookie holds the session's id and a secret that is used once; all times are wall-clock times.
create table staff_session (
  session_id uuid primary key,
  business_id uuid not null,
  staff_id uuid not null,
  secret_hash bytea not null,
  previous_hash bytea, -- spent at rotated_at; seen again later than a moment after, the cookie was copied
  rotated_at timestamptz not null,
  ends_at timestamptz not null
);
create index session_of_staff on staff_session (business_id, staff_id);
create index session_by_end on staff_session (ends_at);

-- Tokens that sessions were given, until their end: what a removal has to revoke.
create table staff_token (
  token_id uuid primary key,
  business_id uuid not null,
  staff_id uuid not null,
  session_id uuid not null,
  ends_at timestamptz not null
);
create index token_of_staff on staff_token (business_id, staff_id);
create index token_of_session on staff_token (session_id);
create index token_by_end on staff_token (ends_at);

-- Tries at passwords, by a hash of the e-mail, of the network address or of both; wall clock.
create table sign_in_try (
  subject bytea primary key,
  tries integer not null,
  refused_until timestamptz,
  last_at timestamptz not null
);
create index sign_in_try_by_age on sign_in_try (last_at);

alter table conversation add column assigned_to uuid;
alter table conversation add column tags text[] not null default '{}';
alter table conversation add column away_told_at timestamptz;

-- What people did in a conversation beside writing.
create table conversation_history (
  business_id uuid not null,
  conversation_id uuid not null,
  sequence integer not null,
  event text not null check (event in ('handed_to_human', 'handed_to_assistant', 'assigned', 'unassigned', 'tagged')),
  at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  detail jsonb not null default '{}',
  primary key (business_id, conversation_id, sequence)
);

-- Search by any three letters of the shopper's name; of what was said: V0109.
create extension if not exists btree_gin;
create index shopper_search on shopper using gin (business_id, lower(display_name) gin_trgm_ops);
create index conversation_of_tag on conversation using gin (business_id, tags);
create index conversation_of_staff on conversation (business_id, assigned_to, last_message_at desc, conversation_id desc);

create table canned_answer (
  business_id uuid not null,
  canned_answer_id uuid not null,
  title text not null,
  body text not null,
  changed_at timestamptz not null,
  primary key (business_id, canned_answer_id)
);

create table opening_hours (
  business_id uuid primary key,
  hours jsonb not null,
  away_message text
);

-- Who wrote it, for the business's eyes only. Last, since it keeps everybody out of message until the end.
alter table message add column staff_id uuid;
