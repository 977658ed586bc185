CREATE TABLE stores (
  id   INT PRIMARY KEY,
  name VARCHAR(100) NOT NULL
);

CREATE TABLE customers (
  id         BIGINT PRIMARY KEY,
  name       VARCHAR(100) NOT NULL,
  email      VARCHAR(200) NOT NULL,
  city       VARCHAR(100),
  created_at DATETIME NOT NULL
);

CREATE TABLE orders (
  id               BIGINT PRIMARY KEY,
  store_id         INT NOT NULL,
  customer_id      BIGINT NOT NULL,
  status           VARCHAR(20) NOT NULL,
  placed_at        DATETIME NOT NULL,
  discount         DECIMAL(10, 2),
  shipping_address VARCHAR(200) NOT NULL
);

CREATE TABLE order_items (
  order_id   BIGINT NOT NULL,
  line       INT NOT NULL,
  sku        VARCHAR(20) NOT NULL,
  quantity   INT NOT NULL,
  unit_price DECIMAL(10, 2) NOT NULL,
  PRIMARY KEY (order_id, line)
);

CREATE TABLE refunds (
  id          BIGINT PRIMARY KEY,
  order_id    BIGINT NOT NULL,
  amount      DECIMAL(10, 2) NOT NULL,
  refunded_at DATETIME NOT NULL
);
