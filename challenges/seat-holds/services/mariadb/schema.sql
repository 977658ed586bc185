CREATE TABLE shows (
  id           INT AUTO_INCREMENT PRIMARY KEY,
  title        VARCHAR(200) NOT NULL,
  -- How long a hold lasts.
  hold_seconds INT NOT NULL
);

CREATE TABLE seats (
  id          INT AUTO_INCREMENT PRIMARY KEY,
  show_id     INT NOT NULL,
  label       VARCHAR(10) NOT NULL,
  price_cents INT NOT NULL,
  UNIQUE (show_id, label),
  FOREIGN KEY (show_id) REFERENCES shows (id)
);

CREATE TABLE holds (
  id          CHAR(36) PRIMARY KEY,
  show_id     INT NOT NULL,
  customer    VARCHAR(100) NOT NULL,
  -- The sum of its seats' prices when it was made.
  total_cents INT NOT NULL,
  status      ENUM ('held', 'booked', 'released') NOT NULL DEFAULT 'held',
  -- In UTC. Of no meaning once the hold is booked or released.
  expires_at  DATETIME(3) NOT NULL,
  FOREIGN KEY (show_id) REFERENCES shows (id)
);

CREATE TABLE hold_seats (
  hold_id CHAR(36) NOT NULL,
  seat_id INT NOT NULL,
  PRIMARY KEY (hold_id, seat_id),
  FOREIGN KEY (hold_id) REFERENCES holds (id),
  FOREIGN KEY (seat_id) REFERENCES seats (id)
);
