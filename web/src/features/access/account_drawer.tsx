import Drawer from 'antd/es/drawer';
import Select from 'antd/es/select';
import { useState } from 'react';
import { ApiProblem, call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { formatDay, formatInstant, todayInShanghai } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useDraft, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, Section } from '../../ui/page';
import { overlays } from '../../ui/overlays';
import { words } from '../../ui/words';
import { LinkShown } from './link_shown';
import { accessWords as w, kStateWords } from './words';

type Account = Schemas['AccountView'];
type Post = Schemas['PostView'];

export function AccountDrawer({ id, close }: { id: string; close: () => void }) {
  const { say } = useSpeech();
  const account = useGet('/api/accounts/{id}', { params: { id } });
  return (
    <Drawer
      open
      onClose={close}
      width={560}
      title={say(w.person, { name: account.data?.display_name ?? '' })}
      destroyOnHidden
      getContainer={overlays}
    >
      <Answered of={account}>{(data) => <Person key={data.id} account={data} />}</Answered>
    </Drawer>
  );
}

function Person({ account }: { account: Account }) {
  const { say, language } = useSpeech();
  const [link, setLink] = useState<Schemas['LinkView']>();
  const making = useSubmit(
    (_: { account: string }, key) =>
      call('post', '/api/accounts/{id}/link', { params: { id: account.id }, key }),
    (answer) => {
      setLink(answer);
      refresh('account');
    },
  );
  return (
    <>
      <p>
        <span className={`tag tag-${account.state}`}>{say(kStateWords[account.state])}</span>{' '}
        {account.name} ·{' '}
        <span className="quiet">
          {say(w.created, { day: formatInstant(account.created_at, language) })}
        </span>
      </p>
      <NameForm account={account} />
      <Section title={say(w.linkReady)}>
        {link ? (
          <LinkShown link={link} name={account.display_name} />
        ) : (
          <PlainForm
            problem={making.problem}
            known={[]}
            onSubmit={() => void making.submit({ account: account.id })}
          >
            <p className="quiet">{say(w.newLinkHint)}</p>
            <button type="submit" className="plain-button" aria-busy={making.busy}>
              {say(w.newLink)}
            </button>
          </PlainForm>
        )}
      </Section>
      <Section title={say(w.posts)} count={account.posts.length}>
        <ul className="post-list">
          {account.posts.map((post) => (
            <PostLine key={post.id} post={post} />
          ))}
        </ul>
        <AddPost account={account} />
      </Section>
    </>
  );
}

/** Saves over a version; when somebody was faster, shows theirs and lets the person decide. */
function NameForm({ account }: { account: Account }) {
  const { say } = useSpeech();
  const [name, setName] = useState(account.display_name);
  const [asking, setAsking] = useState(false);
  const form = useSubmit(
    (body: { change: Schemas['AccountChange']; version: number }) =>
      call('patch', '/api/accounts/{id}', {
        params: { id: account.id },
        body: body.change,
        version: body.version,
      }),
    () => {
      setAsking(false);
      refresh('account');
    },
  );
  const stale = form.problem?.status === 412 ? (form.problem.current as Account | undefined) : undefined;
  // What was asked for last: name or state, so that a second try asks for the same.
  const [wanted, setWanted] = useState<Schemas['AccountChange']>({});
  const ask = (change: Schemas['AccountChange'], version: number) => {
    setWanted(change);
    void form.submit({ change, version });
  };
  const suspended = account.state === 'suspended';
  return (
    <>
      <PlainForm
        problem={stale ? undefined : form.problem}
        known={['display_name']}
        onSubmit={() => ask({ display_name: name.trim() }, account.version)}
      >
        <TextField
          label={say(w.displayName)}
          value={name}
          onChange={setName}
          error={form.errorOf('display_name')}
          autoComplete="off"
        />
        {stale && (
          <Stale
            current={`${stale.display_name} · ${say(kStateWords[stale.state])}`}
            mine={() => ask(wanted, stale.version)}
            theirs={() => {
              setName(stale.display_name);
              form.clear();
              refresh('account');
            }}
          />
        )}
        <p className="button-row">
          <button
            type="submit"
            className="plain-button"
            disabled={name.trim() === account.display_name || name.trim() === ''}
          >
            {say(w.rename)}
          </button>
          {suspended ? (
            <button
              type="button"
              className="plain-button"
              onClick={() => ask({ suspended: false }, account.version)}
            >
              {say(w.resume)}
            </button>
          ) : (
            <button type="button" className="plain-button" onClick={() => setAsking(true)}>
              {say(w.suspend)}…
            </button>
          )}
        </p>
      </PlainForm>
      {asking && !suspended && (
        <div className="ask" role="alert">
          <p>{say(w.suspendAsk, { name: account.display_name })}</p>
          <p className="button-row">
            <button
              type="button"
              className="plain-button primary"
              onClick={() => ask({ suspended: true }, account.version)}
            >
              {say(w.suspend)}
            </button>
            <button type="button" className="plain-button" onClick={() => setAsking(false)}>
              {say(words.cancel)}
            </button>
          </p>
        </div>
      )}
    </>
  );
}

function Stale({
  current,
  mine,
  theirs,
}: {
  current: string;
  mine: () => void;
  theirs: () => void;
}) {
  const { say } = useSpeech();
  return (
    <div className="ask" role="alert">
      <strong>{say(words.staleTitle)}</strong>
      <p>{say(words.staleDetail)}</p>
      <p>{current}</p>
      <p className="button-row">
        <button type="button" className="plain-button primary" onClick={mine}>
          {say(words.saveAnyway)}
        </button>
        <button type="button" className="plain-button" onClick={theirs}>
          {say(words.takeTheirs)}
        </button>
      </p>
    </div>
  );
}

function PostLine({ post }: { post: Post }) {
  const { say, language } = useSpeech();
  const today = todayInShanghai(Date.now());
  const [editing, setEditing] = useState(false);
  const [to, setTo] = useState(post.valid_to ?? today);
  const form = useSubmit(
    (body: { valid_to: string | null; version: number }) =>
      call('patch', '/api/posts/{id}', {
        params: { id: post.id },
        body: { valid_to: body.valid_to },
        version: body.version,
      }),
    () => {
      setEditing(false);
      refresh('post');
    },
  );
  const stale = form.problem?.status === 412 ? (form.problem.current as Post | undefined) : undefined;
  const state = post.current ? w.postNow : post.valid_from > today ? w.postFuture : w.postEnded;
  const end = (day: string | null | undefined) => (day ? formatDay(day, language) : say(w.openEnd));
  return (
    <li className={post.current ? 'post' : 'post post-past'}>
      <div>
        <strong>{say(post.unit_name)}</strong> · {say(post.role_title)}{' '}
        {post.acting && <span className="tag">{say(w.acting)}</span>}{' '}
        <span className="tag">{say(state)}</span>
      </div>
      <div className="quiet">
        {formatDay(post.valid_from, language)} — {end(post.valid_to)}
      </div>
      {editing ? (
        <PlainForm
          problem={stale ? undefined : form.problem}
          known={['valid_to']}
          onSubmit={() => void form.submit({ valid_to: to || null, version: post.version })}
        >
          <TextField
            label={say(w.validTo)}
            hint={say(w.validToHint)}
            type="date"
            required={post.acting}
            value={to}
            onChange={setTo}
            error={form.errorOf('valid_to')}
          />
          {stale && (
            <Stale
              current={end(stale.valid_to)}
              mine={() => void form.submit({ valid_to: to || null, version: stale.version })}
              theirs={() => {
                setEditing(false);
                form.clear();
                refresh('post');
              }}
            />
          )}
          <p className="button-row">
            <SubmitButton busy={form.busy}>{say(words.save)}</SubmitButton>
            <button type="button" className="plain-button" onClick={() => setTo(today)}>
              {say(w.endPostToday)}
            </button>
            <button type="button" className="plain-button" onClick={() => setEditing(false)}>
              {say(words.cancel)}
            </button>
          </p>
        </PlainForm>
      ) : (
        <button type="button" className="link-button" onClick={() => setEditing(true)}>
          {say(w.endPost)}
        </button>
      )}
    </li>
  );
}

function AddPost({ account }: { account: Account }) {
  const { say } = useSpeech();
  const units = useGet('/api/units');
  const roles = useGet('/api/roles');
  const empty = { unit: '', role: '', valid_from: '', valid_to: '', acting: false };
  const [draft, setDraft, dropDraft] = useDraft(`post.${account.id}`, empty);
  const form = useSubmit(
    (body: Schemas['NewPost'], key) =>
      call('post', '/api/accounts/{id}/posts', { params: { id: account.id }, body, key }),
    () => {
      dropDraft();
      refresh('post');
    },
  );
  const problem =
    form.problem ??
    (units.error instanceof ApiProblem ? units.error : undefined) ??
    (roles.error instanceof ApiProblem ? roles.error : undefined);
  const unitError = form.errorOf('unit');
  const roleError = form.errorOf('role');
  return (
    <details className="add-post">
      <summary>{say(w.addPost)}</summary>
      <PlainForm
        problem={problem}
        known={['unit', 'role', 'valid_from', 'valid_to']}
        onSubmit={() =>
          void form.submit({
            unit: draft.unit,
            role: draft.role,
            ...(draft.valid_from ? { valid_from: draft.valid_from } : {}),
            ...(draft.valid_to ? { valid_to: draft.valid_to } : {}),
            ...(draft.acting ? { acting: true } : {}),
          })
        }
      >
        <div className={unitError ? 'field field-wrong' : 'field'}>
          <span className="field-label">{say(w.unit)}</span>
          {unitError && <span className="field-error">{say(unitError)}</span>}
          <Select
            aria-label={say(w.unit)}
            showSearch
            getPopupContainer={overlays}
            placeholder={say(w.chooseUnit)}
            value={draft.unit || undefined}
            optionFilterProp="label"
            loading={units.isPending}
            onChange={(unit: string) => setDraft({ ...draft, unit })}
            options={(units.data?.units ?? []).map((line) => ({
              value: line.unit.id,
              label: say(line.unit.name),
            }))}
          />
        </div>
        <div className={roleError ? 'field field-wrong' : 'field'}>
          <span className="field-label">{say(w.role)}</span>
          {roleError && <span className="field-error">{say(roleError)}</span>}
          <Select
            aria-label={say(w.role)}
            getPopupContainer={overlays}
            placeholder={say(w.chooseRole)}
            value={draft.role || undefined}
            loading={roles.isPending}
            onChange={(role: string) => setDraft({ ...draft, role })}
            options={(roles.data?.roles ?? []).map((role) => ({
              value: role.id,
              label: say(role.title),
            }))}
          />
        </div>
        <div className="field-pair">
          <TextField
            label={say(w.validFrom)}
            hint={say(w.validFromHint)}
            type="date"
            required={false}
            value={draft.valid_from}
            onChange={(valid_from) => setDraft({ ...draft, valid_from })}
            error={form.errorOf('valid_from')}
          />
          <TextField
            label={say(w.validTo)}
            hint={say(w.validToHint)}
            type="date"
            required={draft.acting}
            value={draft.valid_to}
            onChange={(valid_to) => setDraft({ ...draft, valid_to })}
            error={form.errorOf('valid_to')}
          />
        </div>
        <label className="check">
          <input
            type="checkbox"
            checked={draft.acting}
            onChange={(event) => setDraft({ ...draft, acting: event.target.checked })}
          />
          {say(w.actingLong)}
        </label>
        <SubmitButton busy={form.busy}>{say(w.addPost)}</SubmitButton>
      </PlainForm>
    </details>
  );
}
