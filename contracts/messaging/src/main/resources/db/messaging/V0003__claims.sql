-- A command is in one replica's hands while its lease runs; nothing stays locked in between.
alter table operator_command
  add column claimed_by uuid,
  add column claimed_until timestamptz,
  add column attempts integer not null default 0;

-- The letter's id is made of place and event: a topic that was made anew counts its offsets from 0 again.
alter table dead_letter drop constraint dead_letter_consumer_topic_partition_no_offset_no_key;

-- Keys that wait, for the metrics; what waits behind a key, in the order in which it is taken.
create index inbox_key_parked on inbox_key (consumer) where parked_because is not null;
create index parked_event_in_order on parked_event (consumer, topic, key, sequence, id);
drop index parked_event_by_key;
