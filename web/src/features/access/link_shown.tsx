import type { Schemas } from '../../api/client';
import { CopyButton } from '../../ui/copy';
import { formatInstant } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { accessWords as w } from './words';

/** The only time a one-time link is seen. */
export function LinkShown({ link, name }: { link: Schemas['LinkView']; name: string }) {
  const { say, language } = useSpeech();
  const full = `${window.location.origin}${link.path}`;
  const when = formatInstant(link.expires_at, language);
  return (
    <div className="link-shown" role="status">
      <strong>{say(w.linkReady)}</strong>
      <p>{say(w.linkOnce, { when })}</p>
      <code className="link-text">{full}</code>
      <p className="button-row">
        <CopyButton text={() => full} label={say(w.copyLink)} />
        <CopyButton text={() => say(w.linkMessage, { name, when, link: full })} label={say(w.copyMessage)} />
      </p>
    </div>
  );
}
