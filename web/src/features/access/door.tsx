import type { ReactNode } from 'react';
import { useSpeech } from '../../ui/language';
import { words } from '../../ui/words';

/** The page before the frame: one thing, in the middle. */
export function Door({ children }: { children: ReactNode }) {
  const { say, language, setLanguage } = useSpeech();
  return (
    <div className="door">
      <header className="door-head">
        <span className="brand-name">{say(words.product)}</span>
        <button
          type="button"
          className="link-button"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {say(words.otherLanguage)}
        </button>
      </header>
      <main className="door-card">{children}</main>
    </div>
  );
}
