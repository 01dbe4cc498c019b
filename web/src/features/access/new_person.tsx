import Modal from 'antd/es/modal';
import { useState } from 'react';
import { call, type Schemas } from '../../api/client';
import { refresh } from '../../api/queries';
import { PlainForm, SubmitButton, TextField, useDraft, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { overlays } from '../../ui/overlays';
import { words } from '../../ui/words';
import { LinkShown } from './link_shown';
import { accessWords as w } from './words';

export function NewPerson({ close, opened }: { close: () => void; opened: (id: string) => void }) {
  const { say } = useSpeech();
  const [draft, setDraft, dropDraft] = useDraft('person', { name: '', display_name: '' });
  const [made, setMade] = useState<Schemas['AccountWithLink']>();
  const form = useSubmit(
    (body: Schemas['NewAccount'], key) => call('post', '/api/accounts', { body, key }),
    (answer) => {
      dropDraft();
      setMade(answer);
      refresh('account');
    },
  );
  return (
    <Modal open title={say(w.addPerson)} onCancel={close} footer={null} maskClosable={!made} destroyOnHidden getContainer={overlays}>
      {made ? (
        <>
          <LinkShown link={made.link} name={made.account.display_name} />
          <p className="button-row">
            <button type="button" className="plain-button primary" onClick={() => opened(made.account.id)}>
              {say(w.addPost)}
            </button>
            <button type="button" className="plain-button" onClick={close}>
              {say(w.linkDone)}
            </button>
          </p>
        </>
      ) : (
        <PlainForm
          problem={form.problem}
          known={['name', 'display_name']}
          onSubmit={() =>
            void form.submit({ name: draft.name.trim(), display_name: draft.display_name.trim() })
          }
        >
          <TextField
            label={say(w.displayName)}
            value={draft.display_name}
            onChange={(display_name) => setDraft({ ...draft, display_name })}
            error={form.errorOf('display_name')}
            autoComplete="off"
            autoFocus
          />
          <TextField
            label={say(w.name)}
            value={draft.name}
            onChange={(name) => setDraft({ ...draft, name })}
            error={form.errorOf('name')}
            autoComplete="off"
          />
          <p className="button-row">
            <SubmitButton busy={form.busy}>{say(w.addPerson)}</SubmitButton>
            <button type="button" className="plain-button" onClick={close}>
              {say(words.cancel)}
            </button>
          </p>
        </PlainForm>
      )}
    </Modal>
  );
}
