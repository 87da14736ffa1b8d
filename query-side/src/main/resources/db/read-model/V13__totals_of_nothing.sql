-- Before the first event no table has a row, as in a view that is made again.
DELETE FROM totals WHERE products = 0;
