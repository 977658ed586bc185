CREATE TABLE stores (
  id   integer PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE customers (
  id         bigint PRIMARY KEY,
  name       text NOT NULL,
  email      text NOT NULL,
  city       text,
  created_at timestamptz NOT NULL
);

CREATE TABLE orders (
  id               bigint PRIMARY KEY,
  store_id         integer NOT NULL,
  customer_id      bigint NOT NULL,
  status           text NOT NULL,
  placed_at        timestamptz NOT NULL,
  discount         numeric(10, 2),
  shipping_address text NOT NULL
);

CREATE TABLE order_items (
  order_id   bigint NOT NULL,
  line       integer NOT NULL,
  sku        text NOT NULL,
  quantity   integer NOT NULL,
  unit_price numeric(10, 2) NOT NULL,
  PRIMARY KEY (order_id, line)
);

CREATE TABLE refunds (
  id          bigint PRIMARY KEY,
  order_id    bigint NOT NULL,
  amount      numeric(10, 2) NOT NULL,
  refunded_at timestamptz NOT NULL
);
