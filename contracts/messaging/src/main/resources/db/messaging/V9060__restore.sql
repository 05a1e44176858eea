-- Events of this service that its topics hold and its database, restored from a backup, does not know: what was told and
-- can't be shown. A row waits for a person until it is settled.
create table told_event (
  topic text not null,
  key uuid not null,
  sequence bigint not null,
  event_id uuid not null,
  event_type text not null,
  -- what it followed from; null when somebody asked for it by REST
  causation_id uuid,
  told_at timestamptz not null,
  found_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (topic, key, sequence)
);
create index told_event_open on told_event (key) where settled_at is null;

-- What a person has to look after. An event whose cause was read again and had its effect is a fact here again, told once more
-- or not; what followed from no event, or from one that could not be taken, is not.
create view attention as
  select topic, key, sequence, event_id, event_type, told_at from told_event t
  where settled_at is null
    and not (exists (select 1 from inbox_event i where i.event_id = t.causation_id)
      and not exists (select 1 from dead_letter d where d.event_id = t.causation_id and d.state <> 'replayed'));
