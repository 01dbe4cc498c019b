import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { call, type Schemas, type Text } from '../../api/client';
import { useGet } from '../../api/queries';
import { useTakeSession } from '../../frame/session';
import { formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, Page } from '../../ui/page';
import { words } from '../../ui/words';
import { Door } from './door';
import { accessWords as w } from './words';

type Invitation = Schemas['InvitationView'];

const kTitles: Record<Invitation['purpose'], { title: Text; lead: Text }> = {
  create_administrator: { title: w.invitationCreate, lead: w.invitationCreateLead },
  activate: { title: w.invitationActivate, lead: w.invitationActivateLead },
  reset_password: { title: w.invitationReset, lead: w.invitationResetLead },
};

/** The token stands behind # and so never reaches a log on the way. */
export default function InvitationPage() {
  const token = useLocation().hash.slice(1);
  const invitation = useGet('/api/invitations/{token}', { params: { token }, enabled: token !== '' });
  return (
    <Door>
      {token === '' ? (
        <NoLink title={w.invitationMissing} detail={w.invitationMissingDetail} />
      ) : invitation.isError && invitation.error.status === 404 ? (
        <NoLink title={invitation.error.title} detail={invitation.error.detail} />
      ) : (
        <Answered of={invitation} rows={4}>
          {(data) => <Answer token={token} invitation={data} />}
        </Answered>
      )}
    </Door>
  );
}

/** A link that is missing or used up does not come back: the way on is to sign in. */
function NoLink({ title, detail }: { title: Text; detail: Text }) {
  const { say } = useSpeech();
  return (
    <Page title={say(title)}>
      <p>{say(detail)}</p>
      <p>
        <Link to="/sign-in">{say(words.signIn)}</Link>
      </p>
    </Page>
  );
}

function Answer({ token, invitation }: { token: string; invitation: Invitation }) {
  const { say, language } = useSpeech();
  const navigate = useNavigate();
  const take = useTakeSession();
  const creates = invitation.purpose === 'create_administrator';
  const [name, setName] = useState(invitation.name || (creates ? 'admin' : ''));
  const [displayName, setDisplayName] = useState(invitation.display_name);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const form = useSubmit(
    (body: Schemas['InvitationAnswer'], key) =>
      call('post', '/api/invitations/{token}', { params: { token }, body, key }),
    (session) => {
      take(session);
      void navigate('/', { replace: true });
    },
  );
  const { title, lead } = kTitles[invitation.purpose];
  const submit = () => {
    setDiffer(password !== again);
    if (password !== again) return;
    void form.submit(
      creates ? { name: name.trim(), display_name: displayName.trim(), password } : { password },
    );
  };
  return (
    <Page title={say(title)} lead={say(lead, { name: invitation.display_name || invitation.name })}>
      <PlainForm problem={form.problem} known={['name', 'display_name', 'password']} onSubmit={submit}>
        {creates ? (
          <>
            <TextField
              label={say(w.name)}
              value={name}
              onChange={setName}
              error={form.errorOf('name')}
              autoComplete="username"
            />
            <TextField
              label={say(w.yourName)}
              value={displayName}
              onChange={setDisplayName}
              error={form.errorOf('display_name')}
              autoComplete="name"
            />
          </>
        ) : (
          // Password keepers need to know whose password this is.
          <input type="text" className="visually-hidden" autoComplete="username" value={invitation.name} readOnly tabIndex={-1} aria-hidden="true" />
        )}
        <TextField
          label={say(w.newPassword)}
          hint={say(w.passwordHint)}
          type="password"
          value={password}
          onChange={setPassword}
          error={form.errorOf('password')}
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
        <SubmitButton busy={form.busy}>{say(w.begin)}</SubmitButton>
      </PlainForm>
      <p className="quiet">
        {say(w.invitationUntil, { when: formatInstant(invitation.expires_at, language) })}
      </p>
    </Page>
  );
}
