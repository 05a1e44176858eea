-- Wall clock. asked_at: when the provider may first have been asked for the refund, from which its key's life counts.
-- heard_at: when the provider last said that it goes on, from which its silence counts.
alter table refund add column asked_at timestamptz, add column heard_at timestamptz;
alter table payment add column heard_at timestamptz;
update refund set asked_at = requested_at where state <> 'requested' or tries > 0;
update refund set heard_at = now() where state = 'pending';
update payment set heard_at = now() where state = 'waiting';
