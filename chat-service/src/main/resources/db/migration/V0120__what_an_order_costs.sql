-- Copies of what shops ask for beside their prices, and the tax class of products, which the copy left out so far: where it
-- has rows it is read again from its topic.
create table cost_rules_copy (
  business_id uuid primary key,
  rules jsonb not null,
  sequence bigint not null
);

create table discount_copy (
  discount_id uuid primary key,
  business_id uuid not null,
  code text,
  amount_minor bigint,
  rate_ppm integer,
  valid_from timestamptz,
  valid_to timestamptz,
  min_subtotal_minor bigint not null default 0,
  used_up boolean not null default false,
  removed boolean not null,
  sequence bigint not null
);
create index discount_copy_by_code on discount_copy (business_id, code) where not removed;

alter table product_copy add column tax_class text;
insert into operator_command (kind, target) select 'rebuild', 'chat.products' where exists (select 1 from product_copy);
