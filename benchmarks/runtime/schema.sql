-- A row to find by its key.
CREATE TABLE accounts (
    id bigint PRIMARY KEY,
    name text NOT NULL,
    seen_at timestamptz,
    active boolean NOT NULL,
    profile jsonb NOT NULL
);

-- Rows to read in bulk: eight types that programs use most.
CREATE TABLE readings (
    id integer NOT NULL,
    sensor bigint NOT NULL,
    value double precision NOT NULL,
    label text NOT NULL,
    valid boolean NOT NULL,
    taken_at timestamptz NOT NULL,
    device uuid NOT NULL,
    price numeric NOT NULL
);

-- Rows to write in bulk.
CREATE TABLE events (
    id bigint NOT NULL,
    name text NOT NULL,
    weight double precision NOT NULL,
    seen boolean NOT NULL,
    happened_at timestamptz NOT NULL,
    amount integer
);

-- Rows to insert or update in bulk.
CREATE TABLE totals (
    id bigint PRIMARY KEY,
    name text NOT NULL,
    amount integer,
    seen_at timestamptz NOT NULL,
    changes integer NOT NULL DEFAULT 0
);

-- Parents with children.
CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL, placed_at timestamptz NOT NULL);
CREATE TABLE order_lines (
    order_id bigint NOT NULL REFERENCES orders,
    line     integer NOT NULL,
    product  text NOT NULL,
    quantity integer NOT NULL,
    cents    bigint NOT NULL,
    PRIMARY KEY (order_id, line)
);
