const fs = require('node:fs');

for (const folder of ['/app', '/tmp', '/dev/shm']) {
  if (fs.existsSync(`${folder}/was-here`)) console.log('BREACH', folder, 'is as the last copy left it');
  fs.writeFileSync(`${folder}/was-here`, String(process.env.PORT));
}
require('./gateway');
fs.writeFileSync('/app/main.js', 'console.log("BREACH the last copy wrote this")');
console.log('TRIED to leave files for the next copy');
