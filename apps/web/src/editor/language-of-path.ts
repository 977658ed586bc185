const BY_EXTENSION: Readonly<Record<string, string>> = {
  cjs: 'javascript',
  cts: 'typescript',
  env: 'ini',
  go: 'go',
  ini: 'ini',
  java: 'java',
  js: 'javascript',
  json: 'json',
  jsx: 'javascript',
  md: 'markdown',
  mjs: 'javascript',
  mts: 'typescript',
  py: 'python',
  rb: 'ruby',
  ru: 'ruby',
  sh: 'shell',
  sql: 'pgsql',
  toml: 'ini',
  ts: 'typescript',
  tsx: 'typescript',
  yaml: 'yaml',
  yml: 'yaml',
};

/** Monaco's language for a file, by its name. */
export function languageOfPath(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'dockerfile') return 'dockerfile';
  return BY_EXTENSION[name.slice(name.lastIndexOf('.') + 1)] ?? 'plaintext';
}
