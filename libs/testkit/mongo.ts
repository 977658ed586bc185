import type { SuiteService } from '@assay/contracts';
import type { Db, Document, Filter, MongoClient, ObjectId } from 'mongodb';
import { loadDriver } from './drivers';
import { messageOf, unreachable } from './failures';
import { DOCUMENTS_MAX, RESULT_MAX, STATEMENT_MS } from './limits';

export type MongoDocument = Record<string, unknown>;

/** Which documents a `find` gives, and what of them. */
export interface MongoFindOptions {
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly limit?: number;
  readonly skip?: number;
  readonly projection?: Readonly<Record<string, 0 | 1>>;
}

/** The suite's connections to the slot's MongoDB protocol. Lives as long as the judging. */
export class MongoConnections {
  readonly #client: MongoClient;
  readonly mongo: Mongo;

  constructor(service: SuiteService) {
    const driver = loadDriver('mongodb');
    const host = service.host.startsWith('/')
      ? encodeURIComponent(`${service.host}/mongodb.sock`)
      : `${service.host}:${service.port}`;
    this.#client = new driver.MongoClient(`mongodb://${host}/${service.database}`, {
      directConnection: true,
      maxPoolSize: 8,
      minPoolSize: 2,
      serverSelectionTimeoutMS: 5_000,
      socketTimeoutMS: STATEMENT_MS,
      retryReads: false,
      retryWrites: false,
    });
    this.mongo = new Mongo(
      this.#client.db(service.database),
      (hex) => new driver.ObjectId(hex),
      (document) => driver.BSON.calculateObjectSize(document),
    );
  }

  async warm(): Promise<void> {
    await this.#client.connect();
    await this.mongo.collection('warm').find();
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

/**
 * The slot's MongoDB protocol. It has no roles: the subject may do all that the suite may, so no pass may rest on what is
 * read here alone. 64-bit integers come as numbers where they are exact, else as the driver's `Long`.
 */
export class Mongo {
  constructor(
    private readonly db: Db,
    /** An id of MongoDB's own kind; without `hex`, a new one. */
    readonly objectId: (hex?: string) => ObjectId,
    private readonly sizeOf: SizeOf,
  ) {}

  collection(name: string): MongoCollection {
    return new MongoCollection(this.db, name, this.sizeOf);
  }

  /** Any command of the database, such as `{ collMod: … }`. */
  async command(document: MongoDocument): Promise<MongoDocument> {
    return asked(Object.keys(document)[0] ?? 'command', this.db.command(document));
  }
}

/** Bytes that a document takes on the wire. */
type SizeOf = (document: Document) => number;

/** One collection, as a suite fills it and looks at it. */
export class MongoCollection {
  constructor(
    private readonly db: Db,
    private readonly name: string,
    private readonly sizeOf: SizeOf,
  ) {}

  async find(filter: MongoDocument = {}, options: MongoFindOptions = {}): Promise<MongoDocument[]> {
    const cursor = this.db
      .collection(this.name)
      .find(filter as Filter<Document>, { ...options, batchSize: 500 });
    return asked(`find in "${this.name}"`, collected(cursor, this.sizeOf));
  }

  async aggregate(pipeline: readonly MongoDocument[]): Promise<MongoDocument[]> {
    const cursor = this.db.collection(this.name).aggregate([...pipeline], { batchSize: 500 });
    return asked(`aggregate in "${this.name}"`, collected(cursor, this.sizeOf));
  }

  async count(filter: MongoDocument = {}): Promise<number> {
    const { n } = await asked<{ n?: unknown }>(
      `count in "${this.name}"`,
      this.db.command({ count: this.name, query: filter }),
    );
    return Number(n);
  }

  async insert(...documents: readonly MongoDocument[]): Promise<void> {
    await asked(`insert into "${this.name}"`, this.db.collection(this.name).insertMany([...documents]));
  }

  /** Changes every document that the filter finds; gives how many it found. */
  async update(filter: MongoDocument, change: MongoDocument): Promise<number> {
    const work = this.db.collection(this.name).updateMany(filter, change);
    return (await asked(`update in "${this.name}"`, work)).matchedCount;
  }

  /** Deletes every document that the filter finds; gives how many. */
  async delete(filter: MongoDocument): Promise<number> {
    const work = this.db.collection(this.name).deleteMany(filter);
    return (await asked(`delete in "${this.name}"`, work)).deletedCount;
  }
}

/** All documents of a cursor, up to the cap: what lies in a collection is the subject's doing. */
async function collected(
  cursor: AsyncIterable<Document> & { close(): Promise<void> },
  sizeOf: SizeOf,
): Promise<MongoDocument[]> {
  const documents: MongoDocument[] = [];
  let bytes = 0;
  try {
    for await (const document of cursor) {
      if (documents.length === DOCUMENTS_MAX) throw new Error(`more than ${DOCUMENTS_MAX} documents`);
      bytes += sizeOf(document);
      if (bytes > RESULT_MAX) throw new Error(`the answer is longer than ${RESULT_MAX / 1024 ** 2} MiB`);
      documents.push(document);
    }
    return documents;
  } finally {
    await cursor.close();
  }
}

async function asked<T>(what: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw unreachable(`The suite's ${what} failed: ${messageOf(error)}`);
  });
}
