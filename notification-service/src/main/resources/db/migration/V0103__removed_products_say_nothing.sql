-- A removed product's row is what its removal alone would have made, as in a copy that was made anew: retailer_id is null where
-- removed. Pods of the version before read it nowhere, and may leave it in a row that they mark during the rollout.
update product_copy set retailer_id = null where removed and retailer_id is not null;
