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
  remove(key: string): void {
    try {
      window.localStorage.removeItem(key);
    } catch {
      // Nothing was remembered.
    }
  },
};
