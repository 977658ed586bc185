const dgram = require('node:dgram');
const { setTimeout: sleep } = require('node:timers/promises');
const { serve } = require('./vault');

const WHERE = ['255.255.255.255', '172.17.255.255', '224.0.0.1', '224.0.0.251', '239.255.255.250', '172.17.0.1'];
const heard = [];
const refused = new Set();

async function shout() {
  const socket = dgram.createSocket('udp4');
  socket.on('error', (error) => refused.add(error.code));
  socket.on('message', (message, from) => heard.push(`${from.address} ${message}`));
  await new Promise((resolve) => socket.bind(0, resolve));
  socket.setBroadcast(true);
  for (const group of WHERE.slice(2, 5)) {
    try {
      socket.addMembership(group);
    } catch (error) {
      refused.add(error.code);
    }
  }
  for (const address of WHERE)
    for (const port of [1900, 5353, 67])
      socket.send('M-SEARCH * HTTP/1.1\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ssdp:all\r\n\r\n', port, address, (error) => {
        if (error) refused.add(error.code);
      });
  await sleep(600);
  socket.close();
  console.log(heard.length > 0 ? `BREACH heard ${heard}` : `TRIED ${WHERE}: ${[...refused]}`);
}

void shout().then(() => serve());
