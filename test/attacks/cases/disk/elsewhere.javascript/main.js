const { constants, accessSync, readdirSync, statSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { serve } = require('./vault');

const OWN = new Set(['/app', '/tmp', '/dev/shm']);
const wrote = [];
let tried = 0;

function attempt(file) {
  tried += 1;
  try {
    writeFileSync(file, 'x'.repeat(4_096));
    wrote.push(file);
  } catch {
    // As it should be.
  }
}

function walk(folder, depth) {
  if (OWN.has(folder) || folder.startsWith('/proc/') || depth > 4) return;
  attempt(path.join(folder, 'left-behind'));
  let entries = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) walk(inside, depth + 1);
    else if (entry.isFile() && isOpen(inside)) attempt(inside);
  }
}

function isOpen(file) {
  try {
    accessSync(file, constants.W_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

walk('/', 0);
console.log(wrote.length > 0 ? `BREACH ${wrote}` : `TRIED ${tried} places`);
serve();
