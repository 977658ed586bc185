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

/** The browser's storage, or one in memory where it is blocked. */
export function availableStorage(): Storage {
  try {
    const probe = 'assay:probe';
    localStorage.setItem(probe, '');
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    // Full counts too: what is in it can still be read, but nothing can be relied on.
    return memoryStorage();
  }
}

function memoryStorage(): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    clear: () => {
      held.clear();
    },
    getItem: (key) => held.get(key) ?? null,
    key: (index) => [...held.keys()][index] ?? null,
    removeItem: (key) => {
      held.delete(key);
    },
    setItem: (key, value) => {
      held.set(key, value);
    },
  };
}
