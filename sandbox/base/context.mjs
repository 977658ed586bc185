// Adds what differs from machine to machine: the certificates that this one trusts, and its Debian mirror.
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { debianMirror } from '../../apps/cli/bootstrap/debian-mirror.mjs';

/** Where distributions keep the bundle of what they trust. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
/** What Debian's package ca-certificates brings by itself. */
const DEBIAN_OWN = '/usr/share/ca-certificates/mozilla';
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Changes whenever the image must be made anew. */
export function fingerprint() {
  return JSON.stringify([debianMirror(), hostCertificates()]);
}

/** @param {string} context a temporary copy of this folder that is about to be sent to the engine */
export async function prepare(context) {
  const certificates = path.join(context, 'host-certificates');
  await mkdir(certificates);
  for (const [index, pem] of hostCertificates().entries()) {
    await writeFile(path.join(certificates, `host-${String(index).padStart(3, '0')}.crt`), `${pem}\n`);
  }
  const sources = path.join(context, 'apt/sources.list.d');
  await mkdir(sources, { recursive: true });
  await mkdir(path.join(context, 'apt/apt.conf.d'));
  const mirror = debianMirror();
  // Without one the sources of the root file system stay.
  if (mirror) {
    await writeFile(path.join(sources, 'assay.sources'), source(mirror, 'trixie trixie-updates'));
    await writeFile(
      path.join(sources, 'assay-security.sources'),
      source(`${mirror.replace(/\/$/, '')}-security`, 'trixie-security'),
    );
  }
  await writeFile(
    path.join(context, 'apt/apt.conf.d/90assay'),
    'Acquire::Retries "2";\nAcquire::Languages "none";\nAPT::Install-Recommends "false";\n',
  );
}

function source(uri, suites) {
  return `Types: deb\nURIs: ${uri}\nSuites: ${suites}\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`;
}

/** The certificates that this machine trusts beyond Debian's own: a company's proxy, a private registry. */
function hostCertificates() {
  const bundle = [process.env.NODE_EXTRA_CA_CERTS, ...BUNDLES].filter((file) => file && existsSync(file));
  const own = new Set(
    existsSync(DEBIAN_OWN)
      ? readdirSync(DEBIAN_OWN).flatMap((name) => read(path.join(DEBIAN_OWN, name)).map(print))
      : [],
  );
  const extra = new Map();
  for (const pem of bundle.flatMap(read)) {
    const key = print(pem);
    if (!own.has(key)) extra.set(key, pem);
  }
  return [...extra].sort(([a], [b]) => a.localeCompare(b)).map(([, pem]) => pem);
}

function read(file) {
  return readFileSync(file, 'latin1').match(PEM) ?? [];
}

function print(pem) {
  return new X509Certificate(pem).fingerprint256;
}
