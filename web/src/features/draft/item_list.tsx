import { memo, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { formatInstant } from '../../ui/dates';
import { useSpeech, Written } from '../../ui/language';
import { type Item, type ItemGroup, isOpen, isUnsure, lacks, sureOnes } from './order';
import { mayMerge, maySplit } from './reshape';
import { Facts } from './facts';
import { draftWords as w, kItemStateWords, kKindWords, kLackWords } from './words';

export type Act = 'accept' | 'reject' | 'correct' | 'split' | 'merge' | 'undo' | 'show';

/** So many are drawn at once; more come as one scrolls. */
const kStep = 60;

export function ItemList({
  groups,
  chosen,
  name,
  choose,
  act,
  acceptAll,
  readOnly,
}: {
  groups: readonly ItemGroup[];
  chosen: string;
  name: (id: string) => string;
  choose: (item: Item) => void;
  act: (act: Act, item: Item) => void;
  acceptAll: (items: readonly Item[]) => void;
  readOnly: boolean;
}) {
  const { say } = useSpeech();
  const all = groups.flatMap((group) => group.items);
  const at = all.findIndex((item) => item.id === chosen);
  const [most, setMost] = useState(kStep);
  const shown = Math.max(most, at + kStep / 2);
  let left = shown;
  return (
    <>
      {groups.map((group) => {
        const items = group.items.slice(0, Math.max(left, 0));
        left -= group.items.length;
        if (items.length === 0) return null;
        const sure = group.key === 'unsure' ? [] : sureOnes(group.items);
        const title = group.key === 'unsure' ? w.groupUnsure : kKindWords[group.key];
        return (
          <section key={group.key} className="item-group">
            <div className="item-group-head">
              <h2>
                {say(title)}{' '}
                <span className="count">
                  {group.open > 0
                    ? `${group.items.length - group.open} / ${group.items.length}`
                    : group.items.length}
                </span>
              </h2>
              {sure.length > 1 && !readOnly && (
                <button type="button" className="link-button" onClick={() => acceptAll(sure)}>
                  {say(w.acceptSure, { n: sure.length })}
                </button>
              )}
            </div>
            <ol>
              {items.map((item) => (
                <ItemCard
                  key={item.id}
                  item={item}
                  open={item.id === chosen}
                  kindShown={group.key === 'unsure'}
                  name={name}
                  choose={choose}
                  act={act}
                  readOnly={readOnly}
                />
              ))}
            </ol>
          </section>
        );
      })}
      {all.length > shown && <More reached={() => setMost(shown + kStep)} />}
    </>
  );
}

function More({ reached }: { reached: () => void }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!line.current) return undefined;
    const watcher = new IntersectionObserver(
      (entries) => entries.some((one) => one.isIntersecting) && reached(),
      {
        rootMargin: '600px 0px',
      },
    );
    watcher.observe(line.current);
    return () => watcher.disconnect();
  }, [reached]);
  return <div ref={line} className="item-more" />;
}

const ItemCard = memo(
  function ItemCard({
    item,
    open,
    kindShown,
    name,
    choose,
    act,
    readOnly,
  }: {
    item: Item;
    open: boolean;
    kindShown: boolean;
    name: (id: string) => string;
    choose: (item: Item) => void;
    act: (act: Act, item: Item) => void;
    readOnly: boolean;
  }) {
    const { say, language } = useSpeech();
    const button = useRef<HTMLButtonElement>(null);
    useEffect(() => {
      if (!open) return;
      keepInView(button.current?.closest('li') ?? null);
      // Whoever moves through the list by keyboard takes the focus along; it is not pulled out of
      // the document.
      const at = document.activeElement;
      if (at === document.body || at?.closest('.items'))
        button.current?.focus({ preventScroll: true });
    }, [open]);
    return (
      <li className={`item item-${item.state}${open ? ' item-open' : ''}`} data-item={item.id}>
        <button
          ref={button}
          type="button"
          className="item-head"
          aria-expanded={open}
          onClick={() => choose(item)}
        >
          <StateSign state={item.state} />
          <span className="item-title">
            {kindShown && <span className="tag">{say(kKindWords[item.kind])}</span>}{' '}
            <Written>{say(item.title)}</Written>
          </span>
          {isUnsure(item) && isOpen(item) && <span className="tag tag-open">{say(w.unsure)}</span>}
        </button>
        {open && (
          <div className="item-body">
            {item.only_if_accepted && isOpen(item) && (
              <p className="reading">{say(w.onlyIfAccepted)}</p>
            )}
            {item.state !== 'rejected' && lacks(item) && (
              <p className="reading reading-unsure item-lacks">{say(kLackWords[lacks(item)!])}</p>
            )}
            <Facts item={item} name={name} />
            {item.state !== 'undecided' && item.decided_by && (
              <p className="quiet item-by">
                {say(kItemStateWords[item.state])} ·{' '}
                {say(w.decidedBy, {
                  who: item.decided_by,
                  when: formatInstant(item.decided_at, language),
                })}
                {item.merged_into && ` · ${say(w.mergedInto)}`}
              </p>
            )}
            {!readOnly && <Actions item={item} act={act} />}
          </div>
        )}
      </li>
    );
  },
  (before, after) =>
    before.item === after.item &&
    before.open === after.open &&
    before.name === after.name &&
    before.readOnly === after.readOnly,
);

function Actions({ item, act }: { item: Item; act: (act: Act, item: Item) => void }) {
  const { say } = useSpeech();
  const button = (which: Act, label: string, key: string, primary = false) => (
    <button
      type="button"
      className={primary ? 'plain-button primary' : 'plain-button'}
      aria-keyshortcuts={key}
      onClick={() => act(which, item)}
    >
      {label} <kbd aria-hidden="true">{key}</kbd>
    </button>
  );
  return (
    <p className="button-row item-actions">
      {item.state === 'undecided' && button('accept', say(w.accept), 'a', true)}
      {item.state !== 'rejected' && button('correct', say(w.correct), 'e')}
      {item.state !== 'rejected' && maySplit(item) && button('split', say(w.split), 's')}
      {item.state !== 'rejected' && mayMerge(item.kind) && button('merge', say(w.merge), 'm')}
      {item.state === 'undecided' && item.kind !== 'plan' && button('reject', say(w.reject), 'x')}
      {item.can_undo && button('undo', say(w.undo), 'u')}
      {(item.spans.length > 0 || item.facts.length > 0) && (
        <button type="button" className="link-button item-show" onClick={() => act('show', item)}>
          {say(w.showPlace)}
        </button>
      )}
    </p>
  );
}

const kSigns: Record<Item['state'], ReactNode> = {
  undecided: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  accepted: <path d="M3 8.5l3.5 3.5L13 4.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  corrected: (
    <path
      d="M3 13l1-3.5L10.5 3 13 5.5 6.5 12z"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
    />
  ),
  rejected: <path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  added: <path d="M8 3v10M3 8h10" fill="none" stroke="currentColor" strokeWidth="2" />,
};

function StateSign({ state }: { state: Schemas['ItemState'] }) {
  const { say } = useSpeech();
  return (
    <span className={`item-sign item-sign-${state}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        {kSigns[state]}
      </svg>
      <span className="visually-hidden">{say(kItemStateWords[state])}</span>
    </span>
  );
}

const kToolbar_px = 64;

/** Inside its own pane only: scrollIntoView would also move the page. */
function keepInView(card: HTMLElement | null) {
  const pane = card?.closest<HTMLElement>('.items');
  if (!card || !pane) return;
  const above = card.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  const below = above + card.offsetHeight - pane.clientHeight;
  if (above < kToolbar_px) pane.scrollTop += above - kToolbar_px;
  else if (below > 0) pane.scrollTop += Math.min(below + 16, above - kToolbar_px);
}
