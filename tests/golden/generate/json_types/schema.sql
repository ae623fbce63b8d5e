CREATE DOMAIN preferences AS jsonb;
CREATE SCHEMA billing;
CREATE TABLE shops (
    id          bigint PRIMARY KEY,
    name        text NOT NULL,
    settings    jsonb NOT NULL,
    preferences preferences,
    history     jsonb[] NOT NULL DEFAULT '{}',
    raw         json
);
CREATE TABLE billing.invoices (
    id         bigint PRIMARY KEY,
    shop_id    bigint NOT NULL REFERENCES public.shops,
    open_lines json NOT NULL,
    paid_lines json
);
CREATE VIEW shop_settings AS SELECT id, settings FROM shops;
