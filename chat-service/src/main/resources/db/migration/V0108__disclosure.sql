-- a person handed back outside the 24-hour window: the assistant says that it is automatic once the shopper writes
alter table conversation add column disclosure_owed boolean not null default false;
