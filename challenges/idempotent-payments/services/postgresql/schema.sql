-- Accounts are opened and topped up by another system, straight in this table.
CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  owner text NOT NULL,
  currency text NOT NULL,
  -- Minor units: 1250 is 12.50 EUR.
  balance bigint NOT NULL
);

CREATE TABLE payments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts (id),
  amount bigint NOT NULL,
  currency text NOT NULL,
  reference text NOT NULL,
  -- The account's balance right after this payment.
  balance_after bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
