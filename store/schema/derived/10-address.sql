-- One row says that an account fact carries an address: folded sign-in name, mail or proxy address. When the account held
-- it follows from the fact's spans.
CREATE TABLE user_address (
  address TEXT NOT NULL, -- folded, see ledger.FoldAddress
  fact_id INTEGER NOT NULL REFERENCES user,
  PRIMARY KEY (address, fact_id)
) STRICT, WITHOUT ROWID;
