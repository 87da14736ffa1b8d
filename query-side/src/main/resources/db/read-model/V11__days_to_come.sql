-- Most lines are on stock in the warehouse, and have no day. An index of only the batches that have one stays small however
-- many batches have come in: to find that a batch is not among them takes less than to find its row.
DROP INDEX batch_eta_reference;
CREATE INDEX batch_eta_to_come ON batch_eta USING hash (reference) WHERE eta IS NOT NULL;
