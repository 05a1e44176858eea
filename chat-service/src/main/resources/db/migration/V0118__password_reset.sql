-- A link by which somebody sets a new password: one for a person at a time, made by an owner, used once. expires_at is business
-- time; of the link's token (256 random bits) only its SHA-256 is kept.
create table password_reset (
  business_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null unique,
  by_kind text not null,
  by_id uuid,
  expires_at timestamptz not null,
  primary key (business_id, staff_id)
);
create index password_reset_by_end on password_reset (expires_at);
