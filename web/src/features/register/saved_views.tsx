import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Popover } from '../../frame/popover';
import { useSession } from '../../frame/session';
import { useSpeech } from '../../ui/language';
import { Trouble } from '../../ui/page';
import { useChangeOfViews, useSavedViews } from './saved_view';
import { registerWords as w } from './words';

/** Questions that somebody asks again, by a name of his own; each is an address, so it can be sent. */
export function SavedViews({ noun, query }: { noun: string; query: string | undefined }) {
  const { say } = useSpeech();
  const account = useSession().data?.account ?? '';
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const kept = useSavedViews(account, noun);
  const change = useChangeOfViews(account, noun);
  const views = kept.data?.views ?? [];
  const [name, setName] = useState('');
  const problem = change.error ?? kept.error;
  return (
    <Popover
      className="column-chooser"
      buttonClass="plain-button"
      button={
        <>
          {say(w.views)}
          <span aria-hidden="true"> ▾</span>
        </>
      }
    >
      {(close) => (
        <>
          <p className="quiet hint">{say(w.viewsHint)}</p>
          {problem && <Trouble problem={problem} />}
          {views.length > 0 && (
            <ul className="plain-list saved-views">
              {views.map((view) => (
                <li key={view.name}>
                  <a
                    href={`${pathname}?${view.query}`}
                    onClick={(event) => {
                      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
                      event.preventDefault();
                      close();
                      void navigate({ search: `?${view.query}` });
                    }}
                  >
                    {view.name}
                  </a>{' '}
                  <button
                    type="button"
                    className="link-button"
                    aria-label={say(w.viewDropOf, { name: view.name })}
                    disabled={change.isPending}
                    onClick={() => change.mutate({ name: view.name })}
                  >
                    {say(w.viewDrop)}
                  </button>
                </li>
              ))}
            </ul>
          )}
          {query !== undefined && (
            <form
              className="filter-panel"
              onSubmit={(event: FormEvent) => {
                event.preventDefault();
                change.mutate({ name: name.trim(), query }, { onSuccess: () => setName('') });
              }}
            >
              <label className="filter-bound">
                <span>{say(w.viewName)}</span>
                <input
                  className="plain-input"
                  value={name}
                  required
                  maxLength={30}
                  pattern=".*\S.*"
                  onChange={(event) => setName(event.target.value)}
                />
              </label>
              <button type="submit" className="plain-button" disabled={change.isPending}>
                {say(w.viewSave)}
              </button>
            </form>
          )}
        </>
      )}
    </Popover>
  );
}
