/**
 * Gathers the keys that are asked for in one turn of the event loop and loads them together, so that a list of objects
 * costs one statement for each field and not one for each object.
 */
export class Loader<K, V> {
  readonly #loadMany: (keys: K[]) => Promise<Map<K, V>>;
  readonly #absent: V;
  #waiting: { key: K; resolve: (value: V) => void; reject: (error: unknown) => void }[] = [];

  constructor(loadMany: (keys: K[]) => Promise<Map<K, V>>, absent: V) {
    this.#loadMany = loadMany;
    this.#absent = absent;
  }

  load(key: K): Promise<V> {
    if (this.#waiting.length === 0) setImmediate(() => void this.#flush());
    return new Promise((resolve, reject) => this.#waiting.push({ key, resolve, reject }));
  }

  async #flush(): Promise<void> {
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
