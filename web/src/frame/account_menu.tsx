import { useState } from 'react';
import { ApiProblem } from '../api/client';
import { formatDay } from '../ui/dates';
import { useSpeech } from '../ui/language';
import { AppLink, Trouble } from '../ui/page';
import { chooseTheme, themeChoice, type ThemeChoice } from '../ui/theme';
import { words } from '../ui/words';
import { Popover } from './popover';
import { type Session, useSignOut } from './session';

const kThemes: [ThemeChoice, (typeof words)['themeLight']][] = [
  ['system', words.themeSystem],
  ['light', words.themeLight],
  ['dark', words.themeDark],
];

export function AccountMenu({ session }: { session: Session }) {
  const { say } = useSpeech();
  return (
    <Popover
      className="account"
      button={
        <>
          <span className="account-sign" aria-hidden="true">
            {session.display_name.slice(0, 1)}
          </span>
          <span className="account-name" aria-hidden="true">
            {session.display_name}
          </span>
          <span className="visually-hidden">
            {say(words.openAccount, { name: session.display_name })}
          </span>
        </>
      }
    >
      {(close) => <Panel session={session} close={close} />}
    </Popover>
  );
}

function Panel({ session, close }: { session: Session; close: () => void }) {
  const { say, language } = useSpeech();
  const signOut = useSignOut();
  const [choice, setChoice] = useState(themeChoice);
  const [problem, setProblem] = useState<ApiProblem>();
  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
      else throw error;
    }
  };
  return (
    <div className="account-panel">
      <p className="panel-title">
        {session.display_name} <span className="quiet">{session.name}</span>
      </p>
      <ul className="account-posts">
        {session.posts.map((post) => (
          <li key={post.id}>
            {say(post.unit_name)} · {say(post.role_title)}
            {post.valid_to && (
              <span className="quiet">
                {' '}
                {say(words.until, { day: formatDay(post.valid_to, language) })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <fieldset className="choice">
        <legend>{say(words.theme)}</legend>
        {kThemes.map(([theme, title]) => (
          <label key={theme}>
            <input
              type="radio"
              name="theme"
              checked={choice === theme}
              onChange={() => {
                setChoice(theme);
                chooseTheme(theme);
              }}
            />
            {say(title)}
          </label>
        ))}
      </fieldset>
      <ul className="menu-list" onClick={close}>
        <li>
          <AppLink to="/password">{say(words.changePassword)}</AppLink>
        </li>
        <li>
          <button
            type="button"
            onClick={(event) => {
              event.stopPropagation();
              void leave();
            }}
          >
            {say(words.signOut)}
          </button>
        </li>
      </ul>
      {problem && <Trouble problem={problem} />}
    </div>
  );
}
