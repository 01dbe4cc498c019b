import { useState } from 'react';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useAddressWord } from '../../ui/address';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, Empty, Page } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { CalendarFeeds } from '../calendar/feeds';
import { calendarWords } from '../calendar/words';
import { NoticeItems, useReadAll } from './notice_items';
import { noticeWords as w } from './words';

type Settings = Schemas['NoticeSettings'];

export default function NoticesPage() {
  const { say } = useSpeech();
  const [tab, setTab] = useAddressWord('tab', 'all');
  return (
    <Page title={say(w.bell)} lead={say(w.lead)}>
      <Tabs
        label={say(w.bell)}
        tabs={[
          { key: 'all', title: say(w.all) },
          { key: 'settings', title: say(w.settings) },
          { key: 'calendar', title: say(calendarWords.title) },
        ]}
        chosen={tab}
        choose={setTab}
      />
      {tab === 'settings' && <SettingsTab />}
      {tab === 'calendar' && <CalendarFeeds />}
      {tab !== 'settings' && tab !== 'calendar' && <All />}
    </Page>
  );
}

function All() {
  const { say } = useSpeech();
  const [before, setBefore] = useAddressWord('before', '');
  const notices = useGet('/api/notices', { query: { before }, keep: true });
  const readAll = useReadAll();
  return (
    <Answered of={notices}>
      {(data) =>
        data.notices.length === 0 ? (
          <Empty title={say(w.none)} />
        ) : (
          <>
            {data.unread > 0 && (
              <p className="button-row">
                <button type="button" className="plain-button" onClick={readAll}>
                  {say(w.readAll)}
                </button>
              </p>
            )}
            <NoticeItems notices={data.notices} copies />
            {data.next && (
              <button type="button" className="plain-button" onClick={() => setBefore(data.next ?? '')}>
                {say(w.more)}
              </button>
            )}
          </>
        )
      }
    </Answered>
  );
}

function SettingsTab() {
  const { say } = useSpeech();
  const settings = useGet('/api/notice-settings');
  return (
    <>
      <p className="quiet">{say(w.settingsLead)}</p>
      <Answered of={settings}>{(data) => <SettingsForm key={data.version} settings={data} />}</Answered>
    </>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { say } = useSpeech();
  const [email, setEmail] = useState(settings.email);
  const [hours, setHours] = useState(settings.hours);
  const [saved, setSaved] = useState(settings.version > 0);
  const form = useSubmit(
    (body: Schemas['NoticeSettingsChange']) =>
      call('put', '/api/notice-settings', { body, version: settings.version }),
    () => {
      setSaved(true);
      refresh('notice');
    },
  );
  const change = (next: Partial<Settings['hours']>) => {
    setSaved(false);
    setHours({ ...hours, ...next });
  };
  const hour = (label: string, name: 'daily_hour' | 'quiet_from' | 'quiet_to') => (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        className="plain-input"
        value={hours[name]}
        onChange={(event) => change({ [name]: Number(event.target.value) })}
      >
        {Array.from({ length: 24 }, (_, n) => (
          <option key={n} value={n}>
            {say(w.hour, { n })}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <PlainForm problem={form.problem} known={['email']} onSubmit={() => void form.submit({ email: email.trim(), hours })}>
      {!settings.mail_available && (
        <p className="next-step" role="note">
          {say(w.noMail)}
        </p>
      )}
      {settings.webhook_available && <p className="quiet">{say(w.webhookToo)}</p>}
      <TextField
        label={say(w.email)}
        hint={say(w.emailHint)}
        required={false}
        autoComplete="email"
        value={email}
        onChange={(value) => {
          setSaved(false);
          setEmail(value);
        }}
        error={form.errorOf('email')}
      />
      <label className="field">
        <span className="field-label">{say(w.pace)}</span>
        <select
          className="plain-input"
          value={hours.pace}
          onChange={(event) => change({ pace: event.target.value as Settings['hours']['pace'] })}
        >
          {(['daily', 'at_once', 'never'] as const).map((pace) => (
            <option key={pace} value={pace}>
              {say(w[pace])}
            </option>
          ))}
        </select>
      </label>
      {hours.pace === 'daily' && hour(say(w.dailyHour), 'daily_hour')}
      <div className="field-pair">
        {hour(say(w.quietFrom), 'quiet_from')}
        {hour(say(w.quietTo), 'quiet_to')}
      </div>
      <p className="button-row">
        <SubmitButton busy={form.busy}>{say(w.save)}</SubmitButton>
        <span role="status">{saved && say(w.saved)}</span>
      </p>
    </PlainForm>
  );
}
