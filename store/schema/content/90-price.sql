-- One row is what one unit of a license costs from a day on, until the next row of the same license, as a person typed it.
-- Before the first row, and where amount is null, the price is not known; that is never taken as 0.
CREATE TABLE price (
  sku_id    TEXT NOT NULL,
  from_date TEXT NOT NULL CHECK (length(from_date) = 10), -- 2026-03-31, in the ledger's zone
  currency  TEXT NOT NULL CHECK (length(currency) = 3),   -- ISO 4217
  amount    INTEGER CHECK (amount >= 0),                  -- 1/100 of the currency
  per       TEXT NOT NULL CHECK (per IN ('month', 'year')),
  PRIMARY KEY (sku_id, from_date)
) STRICT, WITHOUT ROWID;
