-- The Cloud-API-compatible business side (INTERFACE 4).

-- where the shopper has one, in digits alone; whoever sets it has verified it
alter table shopper add column phone text check (phone ~ '^[0-9]{5,15}$');
create unique index shopper_by_phone on shopper (business_id, phone) where phone is not null;

-- up to which of the shopper's messages the business has read
alter table conversation add column business_read_position bigint not null default 0;

-- "mark as read" names a message and no conversation
create index message_of_business on message (business_id, message_id);

create sequence template_number start 400000000000001;
create table message_template (
  business_id uuid not null,
  name text not null,
  language text not null,
  template_id text not null unique default nextval('template_number')::text,
  category text not null check (category in ('marketing', 'utility', 'authentication')),
  status text not null check (status in ('approved', 'paused', 'disabled')),
  components jsonb not null,
  created_at timestamptz not null,
  primary key (business_id, name, language)
);

-- Token buckets shared by all replicas: of a pair (to_id = shopper) or of a business as a whole (to_id = business). Wall clock.
create table send_rate (
  business_id uuid not null,
  to_id uuid not null,
  tokens double precision not null,
  counted_at timestamptz not null,
  primary key (business_id, to_id)
);

-- Uploaded media in pieces, so that nobody holds a whole film in memory.
create sequence media_number start 300000000000001;
create table media (
  business_id uuid not null,
  media_id text not null default nextval('media_number')::text,
  mime_type text not null,
  file_name text,
  sha256 text not null,
  size_bytes bigint not null,
  uploaded_at timestamptz not null,
  primary key (business_id, media_id)
);
create index media_by_age on media (uploaded_at);
create table media_piece (
  business_id uuid not null,
  media_id text not null,
  piece integer not null,
  bytes bytea not null,
  primary key (business_id, media_id, piece),
  foreign key (business_id, media_id) references media on delete cascade
);
-- in which conversations it was shown: whose shoppers may fetch it
create table media_shown (
  business_id uuid not null,
  media_id text not null,
  conversation_id uuid not null,
  primary key (business_id, media_id, conversation_id),
  foreign key (business_id, media_id) references media on delete cascade
);

create table business_profile (
  business_id uuid primary key references business,
  about text,
  address text,
  description text,
  email text,
  websites text[] not null default '{}',
  vertical text,
  is_cart_enabled boolean not null default true,
  is_catalog_visible boolean not null default true
);

create table qr_link (
  business_id uuid not null,
  code text not null,
  prefilled_message text not null,
  created_at timestamptz not null,
  primary key (business_id, code)
);
