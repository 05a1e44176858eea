-- First answers of POST requests, kept at least 24 hours (DESIGN 8). Only the key's hash is kept.
create table idempotency (
    key_hash   bytea primary key,
    body_hash  bytea       not null,
    status     integer     not null,
    location   text,
    etag       text,
    body       bytea,
    secret     boolean     not null,
    created_at timestamptz not null default now()
);
create index idempotency_created_at on idempotency (created_at);
