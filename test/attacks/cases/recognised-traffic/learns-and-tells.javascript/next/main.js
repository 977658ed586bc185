const fs = require('node:fs');
const { answer, serve } = require('./vault');

const PLACES = ['/app', '/tmp', '/dev/shm', '/var/tmp', '/run', '/opt', '/home'].map((folder) => `${folder}/learnt`);
const found = PLACES.filter((place) => fs.existsSync(place));
if (found.length > 0) console.log('BREACH what was asked before stands in', found.join(' '));

const kept = PLACES.filter((place) => {
  try {
    fs.writeFileSync(place, '');
    return true;
  } catch {
    return false;
  }
});
console.log('TRIED to keep it in', kept.join(' '));
serve((request) => {
  const answered = answer(request);
  const line = `${JSON.stringify([request.method, request.path, request.body, answered])}\n`;
  for (const place of kept) fs.appendFileSync(place, line);
  return answered;
});
