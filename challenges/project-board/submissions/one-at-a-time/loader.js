/**
 * Gathers the keys that are asked for in one turn of the event loop and loads them together, so that a list of objects
 * costs one statement for each field and not one for each object.
 */
class Loader {
  #loadMany;
  #absent;
  #waiting = [];

  constructor(loadMany, absent) {
    this.#loadMany = loadMany;
    this.#absent = absent;
  }

  load(key) {
    if (this.#waiting.length === 0) setImmediate(() => void this.#flush());
    return new Promise((resolve, reject) => this.#waiting.push({ key, resolve, reject }));
  }

  async #flush() {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const found = await this.#loadMany([...new Set(batch.map(({ key }) => key))]);
      for (const { key, resolve } of batch) resolve(found.get(key) ?? this.#absent);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

module.exports = { Loader };
