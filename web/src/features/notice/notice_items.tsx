import { call, type Schemas } from '../../api/client';
import { refresh } from '../../api/queries';
import { CopyButton } from '../../ui/copy';
import { formatInstant } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { noticeWords as w } from './words';

/** Reading is not worth a failure message: what was not marked stays unread and is seen again. */
async function read(ids: string[] | null) {
  try {
    await call('post', '/api/notices/read', { body: { ids } });
  } finally {
    refresh('notice');
  }
}

export function useReadAll(): () => void {
  return () => void read(null).catch(() => undefined);
}

export function NoticeItems({
  notices,
  opened,
  copies = false,
}: {
  notices: Schemas['NoticeView'][];
  opened?: () => void;
  copies?: boolean;
}) {
  const { say, language } = useSpeech();
  return (
    <ul className="plain-list notice-list">
      {notices.map((notice) => (
        <li key={notice.id} className={notice.read ? 'notice' : 'notice notice-unread'}>
          <span
            onClick={() => {
              if (!notice.read) void read([notice.id]).catch(() => undefined);
              opened?.();
            }}
          >
            <AppLink to={notice.link}>{say(notice.text)}</AppLink>
          </span>
          <span className="cell-note">
            {formatInstant(notice.at, language)}
            {!notice.read && ` · ${say(w.unread)}`}
          </span>
          {copies && (
            <CopyButton text={() => `${say(notice.text)} ${window.location.origin}${notice.link}`} label={say(w.copy)} />
          )}
        </li>
      ))}
    </ul>
  );
}
