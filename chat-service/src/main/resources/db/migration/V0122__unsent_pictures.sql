-- A picture that a shopper uploaded and has not sent yet. What was there before counts as sent.
alter table media add column unsent boolean not null default false;
create index media_unsent on media (business_id, uploaded_at) include (size_bytes) where unsent;
create index media_unsent_by_age on media (uploaded_at) where unsent;
-- with the size, so that what a conversation or a business has is counted in the index alone
create index media_of_shoppers on media (business_id, conversation_id) include (size_bytes, unsent)
  where conversation_id is not null;
drop index media_of_conversation;
