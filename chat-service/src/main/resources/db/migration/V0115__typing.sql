-- Until when the business is shown as writing; business time. Null: it is not, or has said something since.
alter table conversation add column typing_until timestamptz;
