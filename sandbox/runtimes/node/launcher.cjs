/*
 * The waiting process of the Node runtime. It loads the frameworks and warms what they run on, takes the candidate's
 * files as one frame on standard input, compiles them, and then becomes the candidate's program: same process,
 * main module, standard input empty. Up to the `built` frame no line of the candidate's has run.
 */
'use strict';

const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { compile } = require('./compile.cjs');
const { warmUp } = require('./warm-up.cjs');

const APP = '/app';
const DIAGNOSTICS_MAX = 50;

/** One frame: four bytes of length, big endian, and UTF-8 JSON. */
function send(message) {
  const body = Buffer.from(JSON.stringify(message));
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32BE(body.length, 0);
  body.copy(frame, 4);
  let at = 0;
  while (at < frame.length) at += fs.writeSync(1, frame, at);
}

/** Reads exactly `length` bytes of standard input, or ends: without a supervisor there is nothing to wait for. */
function read(length) {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  while (at < length) {
    let got;
    try {
      got = fs.readSync(0, bytes, at, length - at, null);
    } catch (error) {
      if (error.code === 'EAGAIN') {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        continue;
      }
      throw error;
    }
    if (got === 0) process.exit(0);
    at += got;
  }
  return bytes;
}

/** Ends the build phase with what is wrong. */
function refuse(diagnostics) {
  send({ type: 'build-failed', diagnostics: diagnostics.slice(0, DIAGNOSTICS_MAX) });
  process.exit(0);
}

async function main() {
  process.chdir(APP);
  await warmUp();
  send({ type: 'ready' });

  const { entry, files, exec } = JSON.parse(read(read(4).readUInt32BE(0)).toString('utf8'));
  // Standard input is the supervisor's pipe: the program gets an empty one in its place, at the same number.
  fs.closeSync(0);
  fs.openSync('/dev/null', 'r');
  // From here on process 1 counts the wall limit.
  process.kill(1, 'SIGUSR1');

  for (const file of files) {
    const target = path.join(APP, file.path);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, file.content);
  }
  const diagnostics = compile(APP, files);
  if (diagnostics.length > 0) refuse(diagnostics);
  if (!files.some((file) => file.path === entry))
    refuse([{ file: entry, message: `There is no ${entry}: the program starts there.` }]);
  send({ type: 'built' });
  // What is asked over and over is started by another program, in this one's place.
  if (exec !== undefined) process.removeAllListeners('warning').execve(exec[0], exec, process.env);

  const program = path.join(APP, entry.replace(/\.([cm]?)ts$/, '.$1js'));
  process.argv = [process.execPath, program];
  for (const name of Object.keys(require.cache).filter((file) => path.dirname(file) === __dirname))
    delete require.cache[name];
  Module.runMain(program);
}

void main();
