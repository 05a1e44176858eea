-- A picture that a shopper uploaded belongs to one conversation; null: the business's own file.
alter table media add column conversation_id uuid;
create index media_of_conversation on media (business_id, conversation_id) where conversation_id is not null;
