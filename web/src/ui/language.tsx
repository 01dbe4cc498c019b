import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Text } from '../api/client';
import { type Language, type Values, fill } from './text';
import { useFieldMessages } from './field_messages';
import { stored } from './stored';

export interface Speech {
  language: Language;
  setLanguage: (language: Language) => void;
  /** The sentence in the chosen language, its {places} filled. */
  say: (text: Text, values?: Values) => string;
  mark: Marks;
}

/** Punctuation between parts that are put together on a page. */
interface Marks {
  colon: string;
  comma: string;
  list: string;
}

const kMarks: Record<Language, Marks> = {
  zh: { colon: '：', comma: '，', list: '、' },
  en: { colon: ': ', comma: ', ', list: ', ' },
};

const SpeechContext = createContext<Speech | undefined>(undefined);
const kKey = 'zhijiao.language';

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    stored.get(kKey) === 'en' ? 'en' : 'zh',
  );
  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
    stored.set(kKey, language);
  }, [language]);
  const say = useCallback(
    (text: Text, values?: Values) => fill(text, language, values),
    [language],
  );
  useFieldMessages(say);
  const speech = useMemo(
    () => ({ language, setLanguage, say, mark: kMarks[language] }),
    [language, say],
  );
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('LanguageProvider is missing');
  return speech;
}

/** Words quoted from the Chinese document, whatever language the page speaks. */
export function Written({ children }: { children: ReactNode }) {
  return <span lang="zh-CN">{children}</span>;
}
