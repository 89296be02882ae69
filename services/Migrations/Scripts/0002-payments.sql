-- The payment sandbox's own books; no service of the shop reads them.
CREATE SCHEMA payments;

CREATE TABLE payments.payments (
    key        text PRIMARY KEY,
    reference  text NOT NULL,
    amount     numeric(12, 2) NOT NULL,
    currency   char(3) NOT NULL,
    status     text NOT NULL CHECK (status IN ('charged', 'declined', 'voided')),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Money that moved, one row per movement.
CREATE TABLE payments.ledger (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key    text NOT NULL,
    kind   text NOT NULL CHECK (kind IN ('charge', 'refund')),
    amount numeric(12, 2) NOT NULL,
    at     timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX ledger_by_key ON payments.ledger (key);
