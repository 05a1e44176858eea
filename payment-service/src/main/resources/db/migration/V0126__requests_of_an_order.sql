-- Whoever closes an order finds what goes on asking for it. In a step of its own, so that the change of the table before it holds its
-- lock for a moment only.
create index wallet_transfer_of_order on wallet_transfer (business_id, order_id, transfer_id)
  where pays_order and status = 'requested';
