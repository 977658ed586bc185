import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { goProxySettings, writeGoSettings } from './go-proxy.mjs';

test("Go's module proxy is the environment's, else that of Go's own settings", async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'assay-go-'));
  try {
    const file = path.join(dir, 'env');
    writeFileSync(file, 'GOFLAGS=-mod=mod\nGOPROXY=https://modules.test/go,direct\nGONOSUMDB=*\n');
    assert.deepEqual(goProxySettings({}, file), {
      GOPROXY: 'https://modules.test/go,direct',
      GONOSUMDB: '*',
    });
    assert.deepEqual(goProxySettings({ GOENV: file, GOPROXY: 'off' }), { GOPROXY: 'off', GONOSUMDB: '*' });
    assert.deepEqual(goProxySettings({}, path.join(dir, 'none')), {});

    await writeGoSettings(dir, { GOPROXY: 'https://modules.test/go?a=b' });
    assert.equal(
      readFileSync(path.join(dir, 'go/env'), 'utf8'),
      'GOPROXY=https://modules.test/go?a=b\nGOTOOLCHAIN=local\n',
    );
  } finally {
    rmSync(dir, { recursive: true });
  }
});
