import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useMay } from '../../frame/session';
import { formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Section } from '../../ui/page';
import { kChannels, kDeliveryStates, noticeWords as w } from './words';

type Line = Schemas['UndeliveredLine'];

const kChannelOrder = ['mail', 'webhook'] as const;

/** What mail or webhook could not deliver, for who can mend it. In the bell everybody has it all the
 *  same. Nothing while all is well. */
export function Undelivered() {
  const { say } = useSpeech();
  const may = useMay();
  const undelivered = useGet('/api/notices/undelivered', { enabled: may('account.manage') });
  const lines = undelivered.data?.lines ?? [];
  if (lines.length === 0) return null;
  return (
    <Section title={say(w.undelivered)} count={lines.reduce((sum, line) => sum + line.notices, 0)}>
      <p className="quiet">{say(w.undeliveredLead)}</p>
      {kChannelOrder.map((channel) => {
        const some = lines.filter((line) => line.channel === channel);
        return some.length > 0 && <OfChannel key={channel} channel={channel} lines={some} />;
      })}
    </Section>
  );
}

function OfChannel({ channel, lines }: { channel: Line['channel']; lines: Line[] }) {
  const { say } = useSpeech();
  const form = useSubmit(
    () => call('post', '/api/notices/undelivered/retry', { body: { channel } }),
    () => refresh('notice'),
  );
  const failed = lines.some((line) => line.state !== 'unsure');
  return (
    <PlainForm problem={form.problem} known={[]} onSubmit={() => void form.submit({})}>
      <ul className="work-list">
        {lines.map((line) => (
          <UndeliveredRow key={`${line.state} ${line.failure}`} line={line} />
        ))}
      </ul>
      {failed && (
        <p className="button-row">
          <SubmitButton busy={form.busy}>{say(w.tryAgain, { channel: say(kChannels[channel]) })}</SubmitButton>
        </p>
      )}
    </PlainForm>
  );
}

function UndeliveredRow({ line }: { line: Line }) {
  const { say, language } = useSpeech();
  return (
    <li className="report-row">
      <div className="work-what">
        <span className="row-title">
          {say(kChannels[line.channel])}{' '}
          <span className={line.state === 'given_up' ? 'tag tag-open' : 'tag'}>{say(kDeliveryStates[line.state])}</span>
        </span>
        <span className="quiet">
          {say(w.undeliveredCount, { n: line.notices, people: line.people })}
          {' · '}
          {say(w.undeliveredSince, { at: formatInstant(line.since, language) })}
          {line.next_at != null && ` · ${say(w.nextAttempt, { at: formatInstant(line.next_at, language) })}`}
        </span>
        <span className="quiet">
          {say(w.why)} <Written>{line.failure}</Written>
        </span>
      </div>
    </li>
  );
}
