/** Small choices that this browser remembers. Where storage is blocked they last as long as the page. */

const fallback = new Map<string, string>();

export function readText(name: string): string | null {
  try {
    return localStorage.getItem(`assay:${name}`) ?? fallback.get(name) ?? null;
  } catch {
    // Storage is blocked by the browser's settings.
    return fallback.get(name) ?? null;
  }
}

export function writeText(name: string, text: string): void {
  fallback.set(name, text);
  try {
    localStorage.setItem(`assay:${name}`, text);
  } catch {
    // Blocked or full: the choice lasts as long as the page.
  }
}

/** The browser's storage, or, where its settings block it, an empty one that takes nothing. */
export function browserStorage(): Storage {
  try {
    return localStorage;
  } catch {
    // Blocked by the browser's settings.
    return BLOCKED;
  }
}

const BLOCKED: Storage = {
  length: 0,
  clear: () => undefined,
  getItem: () => null,
  key: () => null,
  removeItem: () => undefined,
  setItem: () => {
    throw new Error('The browser’s storage is blocked.');
  },
};
