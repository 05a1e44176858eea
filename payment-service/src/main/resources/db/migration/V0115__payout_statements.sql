-- Statements read a business's transfers by business time.
create index ledger_transfer_of_period on ledger_transfer (business_id, occurred_at, transfer_id);
