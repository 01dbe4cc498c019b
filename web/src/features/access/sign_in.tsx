import { useState } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { call } from '../../api/client';
import { safeReturn, useSession, useTakeSession } from '../../frame/session';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Page } from '../../ui/page';
import { words } from '../../ui/words';
import { Door } from './door';
import { accessWords as w } from './words';

export default function SignIn() {
  const { say } = useSpeech();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const session = useSession();
  const take = useTakeSession();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const back = safeReturn(search.get('return'));
  const form = useSubmit(
    (body: { name: string; password: string }) => call('post', '/api/session', { body }),
    (answer) => {
      take(answer);
      void navigate(back, { replace: true });
    },
  );
  if (session.data?.signed_in) return <Navigate to={back} replace />;
  return (
    <Door>
      <Page title={say(words.signIn)} lead={say(w.signInLead)}>
        <PlainForm
          problem={form.problem}
          known={['name', 'password']}
          onSubmit={() => void form.submit({ name: name.trim(), password })}
        >
          <TextField
            label={say(w.name)}
            value={name}
            onChange={setName}
            error={form.errorOf('name')}
            autoComplete="username"
            autoFocus
          />
          <TextField
            label={say(w.password)}
            type="password"
            value={password}
            onChange={setPassword}
            error={form.errorOf('password')}
            autoComplete="current-password"
          />
          <SubmitButton busy={form.busy}>{say(words.signIn)}</SubmitButton>
        </PlainForm>
        <p className="quiet">{say(w.forgot)}</p>
        <p>
          <Link to="/public">{say(w.publicLink)}</Link>
        </p>
      </Page>
    </Door>
  );
}
