import { useEffect, useState } from 'react';
import { stored } from './stored';

export type ThemeChoice = 'system' | 'light' | 'dark';
const kKey = 'zhijiao.theme';
const kChanged = 'zhijiao-theme';

export function themeChoice(): ThemeChoice {
  const choice = stored.get(kKey);
  return choice === 'light' || choice === 'dark' ? choice : 'system';
}

function systemDark(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}

export function isDark(): boolean {
  const choice = themeChoice();
  return choice === 'dark' || (choice === 'system' && systemDark().matches);
}

export function applyTheme(): void {
  document.documentElement.dataset['theme'] = isDark() ? 'dark' : 'light';
  window.dispatchEvent(new Event(kChanged));
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') stored.remove(kKey);
  else stored.set(kKey, choice);
  applyTheme();
}

export function useDark(): boolean {
  const [dark, setDark] = useState(isDark);
  useEffect(() => {
    const update = () => setDark(isDark());
    const media = systemDark();
    media.addEventListener('change', applyTheme);
    window.addEventListener(kChanged, update);
    return () => {
      media.removeEventListener('change', applyTheme);
      window.removeEventListener(kChanged, update);
    };
  }, []);
  return dark;
}
