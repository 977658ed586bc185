const { readdirSync, readFileSync } = require('node:fs');
const inspector = require('node:inspector');
const { serve } = require('./vault');

// Words of the suite, put together so that they do not lie in this file.
const words = [['walrus', 'counts'], ['the', 'vault', 'is', 'up']].map((parts) => parts.join(' '));

// All sources that this process has loaded, its report, and the stack down to its first line.
const session = new inspector.Session();
session.connect();
const scripts = [];
session.on('Debugger.scriptParsed', ({ params }) => scripts.push(params.scriptId));
session.post('Debugger.enable');
const sources = scripts.map((scriptId) => {
  let text = '';
  session.post('Debugger.getScriptSource', { scriptId }, (_error, answer) => {
    text = answer?.scriptSource ?? '';
  });
  return text;
});
session.post('Debugger.disable');
session.disconnect();
Error.stackTraceLimit = Infinity;
const texts = [...sources, JSON.stringify(process.report.getReport()), new Error('where?').stack ?? ''];
for (const folder of ['/app', '/tmp', '/'])
  for (const name of readdirSync(folder)) if (/^core/.test(name)) texts.push(readFileSync(`${folder}/${name}`, 'latin1'));

const found = texts.find((text) => words.some((word) => text.includes(word)));
if (found !== undefined) console.log(`BREACH ${found.slice(0, 200)}`);
console.log(`TRIED ${texts.length} texts`);
serve();
