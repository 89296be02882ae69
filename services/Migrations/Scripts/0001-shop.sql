CREATE SCHEMA shop;

CREATE TABLE shop.events (
    id          integer PRIMARY KEY,
    name        text NOT NULL,
    description text NOT NULL,
    venue       text NOT NULL,
    city        text NOT NULL,
    starts_at   timestamptz NOT NULL,
    price       numeric(10, 2) NOT NULL CHECK (price >= 0),
    currency    char(3) NOT NULL,
    capacity    integer NOT NULL CHECK (capacity > 0),
    seats_left  integer NOT NULL,
    -- The last word on overselling, whatever a service does.
    CONSTRAINT seats_within_capacity CHECK (seats_left BETWEEN 0 AND capacity)
) WITH (fillfactor = 50); -- room on the page: a sale changes seats_left without touching an index

CREATE INDEX events_by_start ON shop.events (starts_at, id);

CREATE TABLE shop.orders (
    id              uuid PRIMARY KEY,
    idempotency_key text NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 200),
    event_id        integer NOT NULL REFERENCES shop.events,
    quantity        integer NOT NULL CHECK (quantity BETWEEN 1 AND 10),
    email           text NOT NULL,
    total           numeric(12, 2) NOT NULL,
    currency        char(3) NOT NULL,
    status          text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'confirmed', 'released')),
    reason          text CHECK ((reason IS NOT NULL) = (status = 'released')),
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT one_order_per_key UNIQUE (idempotency_key)
) WITH (fillfactor = 80);

-- One job per order. pay: charge, then confirm. void: the order is released, but a charge may have been begun, so it is undone.
-- run_at is due time and lease in one: a claim moves it to the end of the lease, so a job whose worker died is due again.
CREATE TABLE shop.jobs (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id    uuid NOT NULL UNIQUE REFERENCES shop.orders,
    phase       text NOT NULL DEFAULT 'pay' CHECK (phase IN ('pay', 'void')),
    state       text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'done', 'dead')),
    attempts    integer NOT NULL DEFAULT 0,
    run_at      timestamptz NOT NULL DEFAULT now(),
    lease       uuid,
    gave_up_at  timestamptz,
    last_error  text,
    traceparent text,
    queued_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX jobs_due ON shop.jobs (run_at) WHERE state = 'ready';
CREATE INDEX jobs_dead ON shop.jobs (gave_up_at) WHERE state = 'dead';
