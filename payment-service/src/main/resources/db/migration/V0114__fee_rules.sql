-- The operator's fee rules. A null scope is any. Published rules are never changed: they end, and another follows.
create table fee_rule (
  name text primary key check (name ~ '^[a-z0-9-]{1,60}$'),
  business_id uuid,
  method text check (method in ('card', 'wallet', 'cod')),
  currency text,
  rate_ppm integer not null check (rate_ppm between 0 and 1000000),
  fixed_minor bigint not null check (fixed_minor between 0 and 9007199254740991),
  minimum_minor bigint not null check (minimum_minor between 0 and 9007199254740991),
  -- business time; valid_to is exclusive
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  -- minor units are some currency's
  check (currency is not null or fixed_minor = 0 and minimum_minor = 0),
  unique nulls not distinct (business_id, method, currency, valid_from)
);

create function fee_rule_only_ends() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or to_jsonb(new) - 'valid_to' <> to_jsonb(old) - 'valid_to' then
    raise exception 'a fee rule is not changed, only ended and followed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create trigger fee_rule_only_ends before update or delete on fee_rule for each row execute function fee_rule_only_ends();

alter table operator_command drop constraint operator_command_kind_check;
alter table operator_command add constraint operator_command_kind_check
  check (kind in ('replay', 'discard', 'rebuild', 'fee-rules'));
