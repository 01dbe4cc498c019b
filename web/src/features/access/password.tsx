import { useState } from 'react';
import { call } from '../../api/client';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Page } from '../../ui/page';
import { words } from '../../ui/words';
import { accessWords as w } from './words';

export default function Password() {
  const { say } = useSpeech();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const [done, setDone] = useState(false);
  const form = useSubmit(
    (body: { old_password: string; new_password: string }) =>
      call('put', '/api/session/password', { body }),
    () => {
      setDone(true);
      setOld('');
      setNext('');
      setAgain('');
    },
  );
  const submit = () => {
    setDone(false);
    setDiffer(next !== again);
    if (next === again) void form.submit({ old_password: old, new_password: next });
  };
  return (
    <Page title={say(words.changePassword)} lead={say(w.passwordLead)}>
      <div className="narrow">
        <PlainForm problem={form.problem} known={['old_password', 'new_password']} onSubmit={submit}>
          <TextField
            label={say(w.oldPassword)}
            type="password"
            value={old}
            onChange={setOld}
            error={form.errorOf('old_password')}
            autoComplete="current-password"
          />
          <TextField
            label={say(w.newPassword)}
            hint={say(w.passwordHint)}
            type="password"
            value={next}
            onChange={setNext}
            error={form.errorOf('new_password')}
            autoComplete="new-password"
          />
          <TextField
            label={say(w.passwordAgain)}
            type="password"
            value={again}
            onChange={setAgain}
            error={differ ? w.passwordsDiffer : undefined}
            autoComplete="new-password"
          />
          <SubmitButton busy={form.busy}>{say(words.save)}</SubmitButton>
        </PlainForm>
        <p role="status">{done && say(w.passwordChanged)}</p>
      </div>
    </Page>
  );
}
