const fs = require('node:fs');
const { serve } = require('./vault');

const WANTED = ['{{canary.file}}', '/proc/1/root{{canary.file}}', '/var/run/docker.sock', '/etc/shadow'];
const told = [];
WANTED.forEach((file, at) => {
  for (const folder of ['/app', '/tmp', '/dev/shm']) {
    fs.symlinkSync(file, `${folder}/link-${at}`);
    for (const act of [(path) => fs.readFileSync(path), (path) => fs.writeFileSync(path, 'owned')]) {
      try {
        act(`${folder}/link-${at}`);
        if (at < 2) console.log('BREACH', file);
      } catch (error) {
        told.push(error.code);
      }
    }
  }
});
for (const file of ['main.js', 'vault.js']) {
  fs.unlinkSync(`/app/${file}`);
  fs.symlinkSync('{{canary.file}}', `/app/${file}`);
}
console.log('TRIED', [...new Set(told)].join(' '));
serve();
