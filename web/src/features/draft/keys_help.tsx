import { useSpeech } from '../../ui/language';
import { draftWords as w, kKeys } from './words';

export function KeysHelp() {
  const { say } = useSpeech();
  return (
    <section className="card keys-help" aria-label={say(w.keysTitle)}>
      <dl>
        {kKeys.map(({ keys, what }) => (
          <div key={keys}>
            <dt>
              {keys
                .split(' ')
                .filter(Boolean)
                .map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
