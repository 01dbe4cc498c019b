import { useGet } from '../../api/queries';
import { useSpeech } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { Popover } from '../../frame/popover';
import { NoticeItems, useReadAll } from './notice_items';
import { noticeWords as w } from './words';

const kCountMost = 99;
const kShown = 8;

/** Unread notices, kept current by the event stream. */
export function Bell() {
  const { say } = useSpeech();
  const unread = useGet('/api/notices', { query: { unread: true } });
  const readAll = useReadAll();
  const count = unread.data?.unread ?? 0;
  return (
    <Popover
      className="bell"
      button={
        <>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path
              d="M8 2a4 4 0 0 0-4 4c0 4-1.5 5-1.5 5h11S12 10 12 6a4 4 0 0 0-4-4zM6.6 13a1.5 1.5 0 0 0 2.8 0"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.4"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
          <span className="visually-hidden">{count > 0 ? say(w.bellCount, { n: count }) : say(w.bell)}</span>
          {count > 0 && (
            <span className="badge" aria-hidden="true">
              {count > kCountMost ? `${kCountMost}+` : count}
            </span>
          )}
        </>
      }
    >
      {(close) => (
        <div className="bell-panel">
          {count === 0 ? (
            <p className="quiet">{say(w.noneUnread)}</p>
          ) : (
            <NoticeItems notices={(unread.data?.notices ?? []).slice(0, kShown)} opened={close} />
          )}
          <p className="button-row">
            {count > 0 && (
              <button type="button" className="link-button" onClick={() => readAll()}>
                {say(w.readAll)}
              </button>
            )}
            <span onClick={close}>
              <AppLink to="/notices">{say(w.all)}</AppLink>
            </span>
          </p>
        </div>
      )}
    </Popover>
  );
}
