import { useEffect, useRef } from 'react';

/** Single keys for the whole page; they stay letters where one types. */
export function useKeys(keys: Record<string, () => void>, on: boolean): void {
  const present = useRef({ keys, on });
  present.current = { keys, on };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!present.current.on || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as HTMLElement;
      if (target.closest('input, textarea, select, [role="dialog"], [role="combobox"]')) return;
      const run = present.current.keys[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
