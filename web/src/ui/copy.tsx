import { useEffect, useRef, useState } from 'react';
import { useSpeech } from './language';
import { words } from './words';

async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Refused by the browser: the older way may still work.
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'off-screen';
  document.body.appendChild(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

export function CopyButton({ text, label }: { text: () => string; label?: string }) {
  const { say } = useSpeech();
  const [said, setSaid] = useState<'done' | 'failed' | undefined>();
  const timer = useRef<number>();
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const copy = async () => {
    setSaid((await copyText(text())) ? 'done' : 'failed');
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setSaid(undefined), 2500);
  };
  const idle = label ?? say(words.copy);
  return (
    <button type="button" className="plain-button no-print" onClick={() => void copy()}>
      <span aria-live="polite">
        {said === 'done' ? say(words.copied) : said === 'failed' ? say(words.copyFailed) : idle}
      </span>
    </button>
  );
}

export function CopyLink() {
  const { say } = useSpeech();
  return <CopyButton text={() => window.location.href} label={say(words.copyLink)} />;
}
