/** What MongoDB's own server gives for one operator, stage or command, so that another server can be held against it. */
export interface OperatorProbe {
  readonly kind: 'filter' | 'update' | 'stage' | 'expression' | 'accumulator' | 'command';
  readonly name: string;
  /** Run after the documents below are there. */
  readonly ask: Readonly<Record<string, unknown>>;
  /** Where in the answer to look, and what MongoDB's own server has there. */
  readonly at: string;
  readonly expected: unknown;
}

/** What the probes find in the collection `c`, and in `d`. */
export const DOCUMENTS = {
  c: [
    {
      _id: 1,
      n: 5,
      s: 'apple',
      tags: ['x', 'y'],
      sub: { a: 1 },
      list: [
        { k: 1, v: 2 },
        { k: 2, v: 3 },
      ],
    },
    { _id: 2, n: 10, s: 'Banana', tags: ['y'], sub: { a: 2 }, list: [] },
    { _id: 3, n: null, s: 'cherry', tags: [] },
  ],
  d: [
    { _id: 1, c: 1, name: 'one', up: null },
    { _id: 2, c: 1, name: 'two', up: 1 },
  ],
};

const AT_FIRST = 'cursor.firstBatch';

function filter(name: string, query: object, ids: readonly number[]): OperatorProbe {
  const expected = ids.map((_id) => ({ _id }));
  return {
    kind: 'filter',
    name,
    ask: { find: 'c', filter: query, projection: { _id: 1 }, sort: { _id: 1 } },
    at: AT_FIRST,
    expected,
  };
}

function update(
  name: string,
  change: unknown,
  field: string,
  value: unknown,
  more: object = {},
): OperatorProbe {
  return {
    kind: 'update',
    name,
    ask: { findAndModify: 'c', query: { _id: 1 }, update: change, new: true, ...more },
    at: `value.${field}`,
    expected: value,
  };
}

function stage(name: string, pipeline: readonly object[], expected: unknown): OperatorProbe {
  return { kind: 'stage', name, ask: { aggregate: 'c', pipeline, cursor: {} }, at: AT_FIRST, expected };
}

function expression(name: string, value: unknown, expected: unknown): OperatorProbe {
  const pipeline = [{ $match: { _id: 1 } }, { $project: { _id: 0, r: value } }];
  return {
    kind: 'expression',
    name,
    ask: { aggregate: 'c', pipeline, cursor: {} },
    at: `${AT_FIRST}.0.r`,
    expected,
  };
}

function accumulator(name: string, value: object, expected: unknown): OperatorProbe {
  const pipeline = [{ $sort: { _id: 1 } }, { $group: { _id: null, r: value } }];
  return {
    kind: 'accumulator',
    name,
    ask: { aggregate: 'c', pipeline, cursor: {} },
    at: `${AT_FIRST}.0.r`,
    expected,
  };
}

function command(
  name: string,
  ask: Readonly<Record<string, unknown>>,
  at = 'ok',
  expected: unknown = 1,
): OperatorProbe {
  return { kind: 'command', name, ask, at, expected };
}

export const OPERATOR_PROBES: readonly OperatorProbe[] = [
  filter('$eq', { n: { $eq: 5 } }, [1]),
  filter('$ne', { n: { $ne: 5 } }, [2, 3]),
  filter('$gt $lte', { n: { $gt: 5, $lte: 10 } }, [2]),
  filter('$in', { n: { $in: [5, null] } }, [1, 3]),
  filter('$nin', { n: { $nin: [5] } }, [2, 3]),
  filter('$and', { $and: [{ n: 5 }, { s: 'apple' }] }, [1]),
  filter('$or', { $or: [{ n: 5 }, { s: 'cherry' }] }, [1, 3]),
  filter('$nor', { $nor: [{ n: 5 }] }, [2, 3]),
  filter('$not', { n: { $not: { $gt: 5 } } }, [1, 3]),
  filter('$exists', { sub: { $exists: false } }, [3]),
  filter('$type', { n: { $type: 'null' } }, [3]),
  filter('$regex', { s: { $regex: '^b', $options: 'i' } }, [2]),
  filter('$mod', { n: { $mod: [10, 0] } }, [2]),
  filter('$all', { tags: { $all: ['x', 'y'] } }, [1]),
  filter('$size', { tags: { $size: 1 } }, [2]),
  filter('$elemMatch', { list: { $elemMatch: { k: 2, v: 3 } } }, [1]),
  filter('$expr', { $expr: { $gt: ['$n', 5] } }, [2]),
  filter('$jsonSchema', { $jsonSchema: { required: ['sub'] } }, [1, 2]),
  filter('$where', { $where: 'this.n === 5' }, [1]),
  filter('$text', { $text: { $search: 'apple' } }, [1]),
  filter('$bitsAllSet', { n: { $bitsAllSet: 1 } }, [1]),
  filter('dotted path', { 'list.k': 2 }, [1]),

  update('$set', { $set: { 'sub.b': 7 } }, 'sub', { a: 1, b: 7 }),
  update('$unset', { $unset: { sub: '' } }, 'sub', undefined),
  update('$inc', { $inc: { n: 2 } }, 'n', 7),
  update('$mul', { $mul: { n: 2 } }, 'n', 10),
  update('$min', { $min: { n: 2 } }, 'n', 2),
  update('$max', { $max: { n: 7 } }, 'n', 7),
  update('$rename', { $rename: { s: 'word' } }, 'word', 'apple'),
  update('$currentDate', { $currentDate: { at: { $type: 'date' } }, $set: { done: 1 } }, 'done', 1),
  update('$push', { $push: { tags: 'z' } }, 'tags', ['x', 'y', 'z']),
  update('$push $each', { $push: { tags: { $each: ['z', 'w'] } } }, 'tags', ['x', 'y', 'z', 'w']),
  update('$push $slice $sort', { $push: { tags: { $each: ['a'], $sort: 1, $slice: 2 } } }, 'tags', [
    'a',
    'x',
  ]),
  update('$addToSet', { $addToSet: { tags: 'x' } }, 'tags', ['x', 'y']),
  update('$pull', { $pull: { tags: 'x' } }, 'tags', ['y']),
  update('$pullAll', { $pullAll: { tags: ['x', 'y'] } }, 'tags', []),
  update('$pop', { $pop: { tags: 1 } }, 'tags', ['x']),
  update('$setOnInsert', { $setOnInsert: { s: 'new' } }, 's', 'new', { query: { _id: 9 }, upsert: true }),
  update('$bit', { $bit: { n: { or: 2 } } }, 'n', 7),
  update(
    'positional $',
    { $set: { 'list.$.v': 9 } },
    'list',
    [
      { k: 1, v: 2 },
      { k: 2, v: 9 },
    ],
    { query: { _id: 1, 'list.k': 2 } },
  ),
  update('positional $[]', { $inc: { 'list.$[].v': 1 } }, 'list', [
    { k: 1, v: 3 },
    { k: 2, v: 4 },
  ]),
  update(
    'arrayFilters $[x]',
    { $set: { 'list.$[x].v': 0 } },
    'list',
    [
      { k: 1, v: 2 },
      { k: 2, v: 0 },
    ],
    { arrayFilters: [{ 'x.k': 2 }] },
  ),
  update('pipeline in an update', [{ $set: { n: { $add: ['$n', 1] } } }], 'n', 6),

  stage('$match', [{ $match: { n: 5 } }, { $project: { n: 1 } }], [{ _id: 1, n: 5 }]),
  stage('$project', [{ $match: { _id: 1 } }, { $project: { _id: 0, s: 1 } }], [{ s: 'apple' }]),
  stage(
    '$addFields',
    [{ $match: { _id: 3 } }, { $addFields: { x: 1 } }],
    [{ _id: 3, n: null, s: 'cherry', tags: [], x: 1 }],
  ),
  stage(
    '$set',
    [{ $match: { _id: 3 } }, { $set: { x: 1 } }],
    [{ _id: 3, n: null, s: 'cherry', tags: [], x: 1 }],
  ),
  stage('$unset', [{ $match: { _id: 3 } }, { $unset: ['tags', 'n'] }], [{ _id: 3, s: 'cherry' }]),
  stage(
    '$sort $skip $limit',
    [{ $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { _id: 1 } }],
    [{ _id: 2 }],
  ),
  stage('$count', [{ $match: { _id: { $gt: 1 } } }, { $count: 'n' }], [{ n: 2 }]),
  stage(
    '$group',
    [{ $group: { _id: '$tags', n: { $sum: 1 } } }, { $match: { _id: ['y'] } }],
    [{ _id: ['y'], n: 1 }],
  ),
  stage(
    '$unwind',
    [{ $match: { _id: 1 } }, { $unwind: '$tags' }, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'x' },
      { _id: 1, tags: 'y' },
    ],
  ),
  stage(
    '$unwind with options',
    [
      { $match: { _id: 3 } },
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } },
      { $project: { _id: 1 } },
    ],
    [{ _id: 3 }],
  ),
  stage(
    '$lookup',
    [
      { $match: { _id: { $lt: 3 } } },
      { $lookup: { from: 'd', localField: '_id', foreignField: 'c', as: 'd' } },
      { $sort: { _id: 1 } },
      { $project: { names: '$d.name' } },
    ],
    [
      { _id: 1, names: ['one', 'two'] },
      { _id: 2, names: [] },
    ],
  ),
  stage(
    '$lookup with a pipeline',
    [
      { $match: { _id: 1 } },
      {
        $lookup: {
          from: 'd',
          let: { id: '$_id' },
          pipeline: [{ $match: { $expr: { $eq: ['$c', '$$id'] } } }, { $count: 'n' }],
          as: 'd',
        },
      },
      { $project: { d: 1 } },
    ],
    [{ _id: 1, d: [{ n: 2 }] }],
  ),
  stage(
    '$graphLookup',
    [
      { $match: { _id: 1 } },
      {
        $graphLookup: {
          from: 'd',
          startWith: '$_id',
          connectFromField: '_id',
          connectToField: 'up',
          as: 'd',
        },
      },
      { $project: { n: { $size: '$d' } } },
    ],
    [{ _id: 1, n: 1 }],
  ),
  stage(
    '$facet',
    [{ $facet: { all: [{ $count: 'n' }], five: [{ $match: { n: 5 } }, { $project: { n: 1 } }] } }],
    [{ all: [{ n: 3 }], five: [{ _id: 1, n: 5 }] }],
  ),
  stage(
    '$bucket',
    [{ $match: { n: { $ne: null } } }, { $bucket: { groupBy: '$n', boundaries: [0, 6, 20] } }],
    [
      { _id: 0, count: 1 },
      { _id: 6, count: 1 },
    ],
  ),
  stage(
    '$sortByCount',
    [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
    [
      { _id: 'y', count: 2 },
      { _id: 'x', count: 1 },
    ],
  ),
  stage('$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: '$sub' } }], [{ a: 1 }]),
  stage('$sample', [{ $sample: { size: 2 } }, { $count: 'n' }], [{ n: 2 }]),
  stage('$unionWith', [{ $unionWith: 'd' }, { $count: 'n' }], [{ n: 5 }]),
  stage(
    '$setWindowFields',
    [
      { $setWindowFields: { sortBy: { _id: 1 }, output: { r: { $documentNumber: {} } } } },
      { $project: { r: 1 } },
    ],
    [
      { _id: 1, r: 1 },
      { _id: 2, r: 2 },
      { _id: 3, r: 3 },
    ],
  ),
  stage('$out', [{ $match: { _id: 1 } }, { $out: 'copy' }], []),
  stage('$merge', [{ $match: { _id: 1 } }, { $merge: { into: 'copy' } }], []),
  stage('$collStats', [{ $collStats: { count: {} } }, { $project: { _id: 0, count: 1 } }], [{ count: 3 }]),

  expression('field path', '$sub.a', 1),
  expression('$add $subtract', { $subtract: [{ $add: ['$n', 4] }, 2] }, 7),
  expression('$multiply $divide', { $divide: [{ $multiply: ['$n', 4] }, 10] }, 2),
  expression('$mod', { $mod: ['$n', 3] }, 2),
  expression('$round', { $round: [2.567, 1] }, 2.6),
  expression('$eq', { $eq: ['$n', 5] }, true),
  expression('$gt', { $gt: ['$n', 4] }, true),
  expression('$and $or $not', { $and: [true, { $or: [false, { $not: [false] }] }] }, true),
  expression('$cond', { $cond: [{ $gt: ['$n', 4] }, 'much', 'little'] }, 'much'),
  expression('$ifNull', { $ifNull: ['$none', 'default'] }, 'default'),
  expression(
    '$switch',
    { $switch: { branches: [{ case: { $eq: ['$n', 5] }, then: 'five' }], default: 'other' } },
    'five',
  ),
  expression('$concat', { $concat: ['$s', '!'] }, 'apple!'),
  expression('$toUpper $toLower', { $toUpper: '$s' }, 'APPLE'),
  expression('$substrCP', { $substrCP: ['$s', 1, 2] }, 'pp'),
  expression('$split', { $split: ['a-b', '-'] }, ['a', 'b']),
  expression('$size', { $size: '$tags' }, 2),
  expression('$arrayElemAt', { $arrayElemAt: ['$tags', 1] }, 'y'),
  expression('$in', { $in: ['x', '$tags'] }, true),
  expression('$filter', { $filter: { input: '$list', cond: { $gt: ['$$this.v', 2] } } }, [{ k: 2, v: 3 }]),
  expression('$map', { $map: { input: '$list', in: '$$this.v' } }, [2, 3]),
  expression(
    '$reduce',
    { $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this.v'] } } },
    5,
  ),
  expression('$concatArrays', { $concatArrays: ['$tags', ['z']] }, ['x', 'y', 'z']),
  expression('$setUnion', { $size: { $setUnion: ['$tags', ['y', 'z']] } }, 3),
  expression('$mergeObjects', { $mergeObjects: ['$sub', { b: 2 }] }, { a: 1, b: 2 }),
  expression('$objectToArray', { $objectToArray: '$sub' }, [{ k: 'a', v: 1 }]),
  expression('$toString', { $toString: '$n' }, '5'),
  expression('$toInt', { $toInt: '7' }, 7),
  expression('$type', { $type: '$n' }, 'int'),
  expression('$sum', { $sum: ['$n', 1] }, 6),
  expression('$dateToString', { $dateToString: { date: { $toDate: 0 }, format: '%Y-%m-%d' } }, '1970-01-01'),
  expression('$year', { $year: { $toDate: 0 } }, 1970),
  expression('$literal', { $literal: '$n' }, '$n'),
  expression('$let', { $let: { vars: { a: 2 }, in: { $add: ['$$a', 1] } } }, 3),
  expression('$$ROOT', { $size: { $objectToArray: '$$ROOT' } }, 6),

  accumulator('$sum', { $sum: '$n' }, 15),
  accumulator('$avg', { $avg: '$n' }, 7.5),
  accumulator('$min', { $min: '$s' }, 'Banana'),
  accumulator('$max', { $max: '$n' }, 10),
  accumulator('$first', { $first: '$s' }, 'apple'),
  accumulator('$last', { $last: '$s' }, 'cherry'),
  accumulator('$push', { $push: '$_id' }, [1, 2, 3]),
  accumulator('$addToSet', { $addToSet: { $type: '$tags' } }, ['array']),
  accumulator('$count', { $count: {} }, 3),

  command('insert', { insert: 'c', documents: [{ _id: 50 }] }, 'n'),
  command(
    'update, upsert',
    { update: 'c', updates: [{ q: { _id: 51 }, u: { $set: { n: 1 } }, upsert: true }] },
    'n',
  ),
  command('delete', { delete: 'c', deletes: [{ q: { _id: 1 }, limit: 1 }] }, 'n'),
  command(
    'find with a collation',
    { find: 'c', filter: { s: 'banana' }, projection: { _id: 1 }, collation: { locale: 'en', strength: 2 } },
    AT_FIRST,
    [{ _id: 2 }],
  ),
  command('count', { count: 'c', query: { n: 5 } }, 'n'),
  command('distinct', { distinct: 'c', key: 'tags' }, 'values', ['x', 'y']),
  command('createIndexes', { createIndexes: 'c', indexes: [{ key: { s: 1 }, name: 's_1' }] }),
  command('createIndexes, unique', {
    createIndexes: 'c',
    indexes: [{ key: { s: 1 }, name: 's_1', unique: true }],
  }),
  command('createIndexes, TTL', {
    createIndexes: 'c',
    indexes: [{ key: { at: 1 }, name: 'at_1', expireAfterSeconds: 1 }],
  }),
  command('createIndexes, partial', {
    createIndexes: 'c',
    indexes: [{ key: { s: 1 }, name: 's_1', partialFilterExpression: { n: 5 } }],
  }),
  command('createIndexes, text', { createIndexes: 'c', indexes: [{ key: { s: 'text' }, name: 's_text' }] }),
  command('listIndexes', { listIndexes: 'c' }, 'cursor.firstBatch.0.name', '_id_'),
  command('create, capped', { create: 'capped', capped: true, size: 4096 }),
  command('create with a validator', { create: 'checked', validator: { $jsonSchema: { required: ['a'] } } }),
  command('explain', { explain: { find: 'c', filter: {} }, verbosity: 'queryPlanner' }),
  command('listCollections', { listCollections: 1, filter: { name: 'c' } }, 'cursor.firstBatch.0.name', 'c'),
  command('renameCollection', { renameCollection: 'app.d', to: 'app.e' }),
  command('collStats', { collStats: 'c' }, 'count', 3),
  command('dbStats', { dbStats: 1 }),
  command('mapReduce', {
    mapReduce: 'c',
    map: 'function () { emit(1, 1); }',
    reduce: 'function (k, v) { return v.length; }',
    out: { inline: 1 },
  }),
];
