-- An import and how far it has come; its counters and its rows' effects are written in the same transactions.
create table import_job (
  import_id uuid primary key,
  business_id uuid not null,
  position bigint generated always as identity,
  format text not null,
  currency text not null,
  -- uploading: the file is not whole yet, nobody sees the import
  state text not null check (state in ('uploading', 'running', 'done', 'failed')),
  failure_code text,
  failure_detail text,
  total bigint,
  done_rows bigint not null default 0,
  created bigint not null default 0,
  updated bigint not null default 0,
  unchanged bigint not null default 0,
  skipped bigint not null default 0,
  rejected bigint not null default 0,
  -- who works on it; wall clock, as leases do
  worker uuid,
  leased_until timestamptz,
  created_at timestamptz not null,
  uploaded_at timestamptz not null default now(),
  ended_at timestamptz,
  check (done_rows = created + updated + unchanged + skipped + rejected)
);
create index import_job_open on import_job (business_id, position) where state in ('uploading', 'running');
create index import_job_by_business on import_job (business_id, import_id);

-- The file, in pieces; removed once the import has ended.
create table import_chunk (
  import_id uuid not null references import_job on delete cascade,
  no integer not null,
  bytes bytea not null,
  primary key (import_id, no)
);
alter table import_chunk alter column bytes set storage external;

-- What was skipped or rejected, and why. "line" is the physical line where the record begins; the header is line 1.
create table import_problem (
  import_id uuid not null references import_job on delete cascade,
  no bigint not null,
  line bigint not null,
  retailer_id text,
  code text not null,
  detail text not null,
  primary key (import_id, no)
);

-- Ids that this file has used; gone with the end of the import.
create table import_seen (
  import_id uuid not null references import_job on delete cascade,
  product_id uuid not null,
  line bigint not null,
  primary key (import_id, product_id)
);

-- What variations take from their parents, which may come later in the file; gone with the end of the import.
create table import_parent (
  import_id uuid not null references import_job on delete cascade,
  reference text not null,
  title text,
  description text,
  category text,
  image_url text,
  hidden boolean not null,
  primary key (import_id, reference)
);
