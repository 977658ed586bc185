/** Port at which the probe answers who knocks. */
const KNOCK_PORT = 8080;

/**
 * What the probe runs inside a container with the lock-down of a subject. Plain JavaScript for the judge's Node; it
 * prints one JSON line for each check: what was asked for, what bit.
 * Arguments: the limits that must bite, as JSON.
 */
export const PROBE_SCRIPT = String.raw`
const fs = require('node:fs');
const net = require('node:net');
const { spawn, spawnSync } = require('node:child_process');
const { Worker } = require('node:worker_threads');
const want = JSON.parse(process.argv[1]);
const say = (name, ok, detail) => fs.writeSync(1, JSON.stringify({ name, ok, detail: String(detail) }) + '\n');
const attempt = (work) => { try { return work(); } catch (error) { return error.code || error.message; } };

const status = Object.fromEntries(fs.readFileSync('/proc/self/status', 'utf8').trim().split('\n').map((line) => line.split(/:\s+/)));
say('user', process.getuid() === want.uid && process.getgid() === want.uid, 'uid ' + process.getuid());
say('capabilities', ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].every((name) => /^0+$/.test(status[name])), status.CapEff + ' bounding ' + status.CapBnd);
say('no-new-privileges', status.NoNewPrivs === '1', status.NoNewPrivs);
say('seccomp', status.Seccomp === '2', status.Seccomp);

// A filter may be there and let everything through: calls that only the pinned profile refuses to everybody. Perl, which
// every Debian has, can make any; their numbers differ between the two architectures of the profile.
const calls = {
  unshare: [272, 97, '0x10000000'],
  ptrace: [101, 117, '0, 0, 0, 0'],
  keyctl: [250, 219, '0, -3, 0'],
  bpf: [321, 280, '0, $buffer, 64'],
  io_uring_setup: [425, 425, '4, $buffer'],
  userfaultfd: [323, 282, '1'],
  vsock: [41, 198, '40, 1, 0'],
};
const made = Object.entries(calls).map(([name, [x64, arm64, parameters]]) => {
  const source = 'my $buffer = "\\0" x 256; my $answer = syscall(' + (process.arch === 'x64' ? x64 : arm64) + ', ' + parameters + '); print $answer == -1 ? $! + 0 : "allowed"';
  return [name, String(spawnSync('/usr/bin/perl', ['-e', source]).stdout ?? 'not tried')];
});
say('system-calls', made.every(([, answer]) => answer === '1'), made.map((call) => call.join(' ')).join(', '));

// The last is a folder that anybody may write to: there nothing but the read-only root refuses.
const readOnly = ['/probe', '/usr/probe', '/etc/probe', '/opt/probe', '/proc/sys/kernel/core_pattern', '/sys/probe', '/var/tmp/probe'].map((path) => attempt(() => { fs.writeFileSync(path, 'x'); return 'written'; }));
say('read-only-root', !readOnly.includes('written') && readOnly.at(-1) === 'EROFS', readOnly.join(' '));

for (const [path, bytes, inodes] of want.folders) {
  const block = Buffer.alloc(65536);
  let wrote = 0;
  const filled = attempt(() => {
    const file = fs.openSync(path + '/fill', 'w');
    try { while (wrote <= bytes * 2) wrote += fs.writeSync(file, block); return 'no end'; } finally { fs.closeSync(file); }
  });
  fs.rmSync(path + '/fill', { force: true });
  say('size of ' + path, filled === 'ENOSPC' && wrote <= bytes, filled + ' after ' + wrote + ' bytes');
  let made = 0;
  const crowded = attempt(() => { for (; made <= inodes * 2; made += 1) fs.writeFileSync(path + '/i' + made, ''); return 'no end'; });
  for (let i = 0; i < made; i += 1) fs.rmSync(path + '/i' + i, { force: true });
  say('inodes of ' + path, crowded === 'ENOSPC' && made <= inodes, crowded + ' after ' + made + ' files');
}

const interfaces = fs.readFileSync('/proc/net/dev', 'utf8').trim().split('\n').slice(2).map((line) => line.split(':')[0].trim());
say('network', interfaces.every((name) => name === 'lo' || /^(tunl0|sit0|ip6tnl0|gre0|gretap0|erspan0|ip_vti0|ip6_vti0|ip6gre0)$/.test(name)), interfaces.join(' '));
const routes = fs.readFileSync('/proc/net/route', 'utf8').trim().split('\n').length - 1;
say('routes', routes === 0, routes + ' routes');

// Pseudoterminals are the whole machine's, so none may be had.
const terminal = attempt(() => { fs.closeSync(fs.openSync('/dev/ptmx', 'r+')); return 'opened'; });
say('terminals', terminal === 'ENOENT', terminal);

const files = [];
const opened = attempt(() => { for (;;) files.push(fs.openSync('/dev/null', 'r')); });
say('open-files', opened === 'EMFILE' && files.length <= want.openFiles, opened + ' after ' + files.length);
for (const file of files) fs.closeSync(file);

const limits = fs.readFileSync('/proc/self/limits', 'utf8');
const core = /Max core file size\s+(\S+)\s+(\S+)/.exec(limits);
say('core-files', core !== null && core[1] === '0' && core[2] === '0', core === null ? 'unknown' : core[1]);
const refused = attempt(() => { process.setuid(0); return 'became root'; });
say('setuid', refused === 'EPERM', refused);

(async () => {
  // Who holds the namespace knocks here, where there is such a one.
  const door = net.createServer((socket) => { socket.on('error', () => {}); socket.end('here'); }).listen(${KNOCK_PORT}, '127.0.0.1');
  await new Promise((resolve) => door.once('listening', resolve));

  // Processes: as many sleepers as the limit allows and no more.
  const sleepers = [];
  let spawnError;
  for (let i = 0; i < want.processes * 2 && spawnError === undefined; i += 1) {
    const child = spawn('/usr/bin/sleep', ['60'], { stdio: 'ignore' });
    spawnError = await new Promise((resolve) => { child.once('error', (error) => resolve(error.code)); child.once('spawn', () => resolve(undefined)); });
    if (spawnError === undefined) sleepers.push(child);
  }
  say('processes', spawnError === 'EAGAIN' && sleepers.length < want.processes, spawnError + ' after ' + sleepers.length);
  await Promise.all(sleepers.map((child) => new Promise((resolve) => { child.once('exit', resolve); child.kill('SIGKILL'); })));

  // Processor: two busy threads for a while may not use more than the share that was asked for.
  const began = process.cpuUsage();
  const wall = process.hrtime.bigint();
  const busy = [0, 1].map(() => new Worker('const end = Date.now() + 1000; while (Date.now() < end);', { eval: true }));
  await Promise.all(busy.map((worker) => new Promise((resolve) => worker.once('exit', resolve))));
  const used = process.cpuUsage(began);
  const share = (used.user + used.system) / (Number(process.hrtime.bigint() - wall) / 1000);
  // On a machine that is busy elsewhere nobody gets more than that, limit or not: where the kernel tells the limit, it counts too.
  const numbers = (path) => attempt(() => fs.readFileSync(path, 'utf8').trim().split(' ').map((word) => (word === 'max' || word === '-1' ? Infinity : Number(word))));
  const [quota, period] = [numbers('/sys/fs/cgroup/cpu.max'), [numbers('/sys/fs/cgroup/cpu/cpu.cfs_quota_us'), numbers('/sys/fs/cgroup/cpu/cpu.cfs_period_us')].flat()].find((pair) => pair.length === 2 && !pair.some(Number.isNaN)) ?? [];
  const told = quota === undefined ? want.cpu : quota / period;
  say('processors', share <= want.cpu * 1.3 + 0.1 && told <= want.cpu * 1.01, share.toFixed(2) + ' used and ' + told + ' granted of ' + want.cpu);

  door.close();
  // Socket buffers: connections to itself, filled until the kernel takes no more.
  const sockets = [];
  const server = net.createServer({ pauseOnConnect: true }, (socket) => { socket.on('error', () => {}); sockets.push(socket); });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  let most = 0;
  const tells = fs.existsSync('/proc/net/sockstat');
  const memory = () => (tells ? Number(/TCP:.* mem (\d+)/.exec(fs.readFileSync('/proc/net/sockstat', 'utf8'))[1]) * 4096 : 0);
  const idle = memory();
  const block = Buffer.alloc(1 << 20);
  const connections = [];
  for (let i = 0; i < want.connections; i += 1) {
    const client = net.connect(server.address().port, '127.0.0.1');
    client.on('error', () => {});
    connections.push(client);
    await Promise.race([new Promise((resolve) => client.once('connect', resolve)), new Promise((resolve) => setTimeout(resolve, 50))]);
    client.write(block);
    most = Math.max(most, memory() - idle);
    if (most > want.socketMemory * 4) break;
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  most = Math.max(most, memory() - idle);
  // On cgroup v1 the cgroup counts them by itself, which leaves out what other processes of the machine hold.
  const counted = Number(attempt(() => fs.readFileSync('/sys/fs/cgroup/memory/memory.kmem.tcp.max_usage_in_bytes', 'utf8')));
  if (counted > 0) most = counted;
  // On cgroup v2 the container's own account of its memory has a line for them.
  const charged = /^sock (\d+)$/m.exec(attempt(() => fs.readFileSync('/sys/fs/cgroup/memory.stat', 'utf8')));
  say('socket-buffers', true, JSON.stringify({ most: tells || counted > 0 ? most : null, connections: connections.length, charged: charged === null ? 0 : Number(charged[1]) }));
  process.exit(0);
})();
`;

/** Keeps two threads busy for half a minute, once it has said so. */
export const BUSY_PROBE_SCRIPT = String.raw`
const { Worker } = require('node:worker_threads');
const source = "const { parentPort } = require('node:worker_threads'); parentPort.postMessage(0); const end = Date.now() + 30000; while (Date.now() < end);";
let running = 0;
for (const worker of [0, 1].map(() => new Worker(source, { eval: true })))
  worker.on('message', () => { running += 1; if (running === 2) require('node:fs').writeSync(1, 'busy'); });
`;

/** Knocks at the probe's port in the network namespace that it holds, until somebody answers. Then it waits to be ended. */
export const KNOCKER_SCRIPT = String.raw`
const net = require('node:net');
const knock = () => {
  const socket = net.connect(${KNOCK_PORT}, '127.0.0.1');
  socket.on('error', () => setTimeout(knock, 20));
  socket.on('data', (data) => { if (String(data) === 'here') require('node:fs').writeSync(1, 'answered'); socket.destroy(); });
};
knock();
setInterval(() => {}, 1000);
`;

/** Makes empty files without end: its container must be killed. */
export const FILES_PROBE_SCRIPT = String.raw`
const fs = require('node:fs');
let made = 0;
try {
  for (; made < 2_000_000; made += 1) fs.closeSync(fs.openSync('/dev/shm/' + made, 'w'));
} catch (error) {
  fs.writeSync(1, error.code + ' ');
}
fs.writeSync(1, 'made ' + made + ' files');
`;

/** Takes memory without end: its container must be killed. */
export const MEMORY_PROBE_SCRIPT = String.raw`
const held = [];
for (let i = 0; i < 64; i += 1) held.push(Buffer.alloc(16 << 20, 1));
require('node:fs').writeSync(1, 'held ' + held.length * 16 + ' MiB');
`;
