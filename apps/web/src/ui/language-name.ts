const NAMES: Readonly<Record<string, string>> = {
  typescript: 'TypeScript',
  javascript: 'JavaScript',
  python: 'Python',
  java: 'Java',
  ruby: 'Ruby',
  go: 'Go',
};

/** A language's name where only its id is at hand. */
export function languageName(id: string): string {
  return NAMES[id] ?? id;
}
