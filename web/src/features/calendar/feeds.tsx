import { useState } from 'react';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { CopyButton } from '../../ui/copy';
import { formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, Trouble } from '../../ui/page';
import { calendarWords as w } from './words';

/** Addresses of one's own calendar: made, copied once, revoked. */
export function CalendarFeeds() {
  const { say, language } = useSpeech();
  const feeds = useGet('/api/calendar-feeds');
  const [title, setTitle] = useState('');
  const [made, setMade] = useState<Schemas['CalendarFeedMade']>();
  const form = useSubmit(
    (body: Schemas['NewCalendarFeed']) => call('post', '/api/calendar-feeds', { body }),
    (answer) => {
      setMade(answer);
      setTitle('');
      refresh('calendar');
    },
  );
  const revoke = useSubmit(
    (feed: Schemas['CalendarFeed']) => call('delete', '/api/calendar-feeds/{id}', { params: { id: feed.id } }),
    (_, feed) => {
      if (made?.feed.id === feed.id) setMade(undefined);
      refresh('calendar');
    },
  );
  const address = made ? `${window.location.origin}${made.path}` : '';
  return (
    <>
      <p className="quiet">{say(w.lead)}</p>
      {made && (
        <div className="next-step calendar-made" role="status">
          <div>
            <p>
              <strong>{made.feed.title}</strong> <code>{address}</code>
            </p>
            <p>{say(w.secret)}</p>
            <p className="button-row">
              <CopyButton text={() => address} label={say(w.copy)} />
              <a className="plain-button" href={address.replace(/^https?:/, 'webcal:')}>
                {say(w.open)}
              </a>
            </p>
          </div>
        </div>
      )}
      <PlainForm problem={form.problem} known={['title']} onSubmit={() => void form.submit({ title: title.trim() })}>
        <TextField label={say(w.where)} hint={say(w.whereHint)} value={title} onChange={setTitle} error={form.errorOf('title')} />
        <p className="button-row">
          <SubmitButton busy={form.busy}>{say(w.make)}</SubmitButton>
        </p>
      </PlainForm>
      {revoke.problem && <Trouble problem={revoke.problem} />}
      <Answered of={feeds} rows={2}>
        {(data) =>
          data.feeds.length === 0 ? (
            <p className="quiet">{say(w.none)}</p>
          ) : (
            <>
              <ul className="card-list">
                {data.feeds.map((feed) => (
                  <li key={feed.id} className="card calendar-feed">
                    <span>
                      <strong>{feed.title}</strong>{' '}
                      <span className="quiet">{say(w.made, { when: formatInstant(feed.created_at, language) })}</span>
                    </span>
                    <button
                      type="button"
                      className="plain-button"
                      aria-label={say(w.revokeNamed, { title: feed.title })}
                      onClick={() => void revoke.submit(feed)}
                    >
                      {say(w.revoke)}
                    </button>
                  </li>
                ))}
              </ul>
              <p className="quiet">{say(w.revoked)}</p>
            </>
          )
        }
      </Answered>
    </>
  );
}
