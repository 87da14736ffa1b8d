-- The day of a line's batch is looked up for each line of an order. A hash finds it in less time than a tree, whose levels
-- grow with the number of batches.
CREATE INDEX batch_eta_reference ON batch_eta USING hash (reference);
