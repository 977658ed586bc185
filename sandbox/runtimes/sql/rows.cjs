'use strict';

/** Most rows of one result, and most characters of all its values: far more than a report has. */
const ROWS_MAX = 2_000;
const CHARACTERS_MAX = 400_000;

/** What a query gave, as far as the caps let it. */
class Rows {
  columns = [];
  rows = [];
  truncated = false;
  #characters = 0;

  /** @param {(string | null)[]} row */
  add(row) {
    if (this.truncated) return;
    for (const value of row) this.#characters += value === null ? 4 : value.length + 3;
    if (this.rows.length >= ROWS_MAX || this.#characters > CHARACTERS_MAX) this.truncated = true;
    else this.rows.push(row);
  }
}

module.exports = { Rows };
