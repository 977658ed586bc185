const { writeSync } = require('node:fs');
const { serve } = require('./vault');

function frame(message) {
  const body = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

// A build that failed is not counted: whoever can say so afterwards has as many tries as they like.
for (const output of [1, 2]) {
  writeSync(output, frame({ type: 'ready' }));
  writeSync(output, frame({ type: 'built' }));
  writeSync(output, frame({ type: 'build-failed', diagnostics: [{ message: 'a fault of no weight' }] }));
}
console.log('\nTRIED three frames of a waiting process');
serve();
