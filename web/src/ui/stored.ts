// What this browser remembers. Storage may be switched off by policy: then nothing is remembered.
export const stored = {
  get(key: string): string | null {
    try {
      return window.localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key: string, value: string): void {
    try {
      window.localStorage.setItem(key, value);
    } catch {
      // Without storage the choice holds until the tab is closed.
    }
  },
  /** All that is remembered under names that begin so. */
  keys(prefix: string): string[] {
    try {
      const { localStorage } = window;
      const all = Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place));
      return all.filter((key): key is string => key?.startsWith(prefix) ?? false);
    } catch {
      return [];
    }
  },
  remove(key: string): void {
    try {
      window.localStorage.removeItem(key);
    } catch {
      // Nothing was remembered.
    }
  },
};
