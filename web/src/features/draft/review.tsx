import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Navigate, useParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord } from '../../ui/address';
import { useSpeech, Written } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Trouble } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { words } from '../../ui/words';
import { type DocumentHandle, DocumentPane } from './document_pane';
import { Doubts } from './doubts';
import { AddForm, CorrectForm, MergeForm, SplitForm } from './item_forms';
import { type Act, ItemList } from './item_list';
import { KeysHelp } from './keys_help';
import { type Span, firstSpan } from './layout';
import {
  type Item,
  type Kind,
  decidedCount,
  groupItems,
  kKinds,
  lacks,
  nextOpen,
  step,
  sureOnes,
} from './order';
import { mayMerge, maySplit } from './reshape';
import { useKeys } from './use_keys';
import { useReview } from './use_review';
import { choicesOf, namesOf, yearOf } from './view';
import { draftWords as w, kKindWords } from './words';

export default function ReviewPage() {
  const { id = '' } = useParams();
  const { say } = useSpeech();
  const review = useReview(id);
  const draft = review.query.data?.draft;
  const text = useGet('/api/drafts/{id}/text', {
    params: { id },
    enabled: draft?.state === 'review' || draft?.state === 'finished',
  });
  const wait = draft?.state === 'reading';
  useEffect(() => {
    if (!wait) return undefined;
    const timer = window.setInterval(() => void review.query.refetch(), 1000);
    return () => window.clearInterval(timer);
  }, [wait, review.query]);
  const title = draft ? say(draft.title) || draft.file_name : say(words.drafts);
  if (draft?.state === 'failed' || draft?.state === 'discarded')
    return <Navigate to="/drafts" replace />;
  return (
    <Page
      wide
      className="page-review"
      title={title}
      crumbs={[{ label: say(words.drafts), to: '/drafts' }]}
      lead={
        draft && (
          <>
            {draft.number && <Written>{`${draft.number}　`}</Written>}
            {wait ? say(w.uploaded) : say(w.reviewLead)}
          </>
        )
      }
      actions={draft?.state === 'review' && <Progress draft={draft} />}
    >
      {wait ? (
        <div className="skeleton" role="status" aria-label={say(words.loading)}>
          {Array.from({ length: 8 }, (_, row) => (
            <span key={row} className={`skeleton-line skeleton-${row % 4}`} />
          ))}
        </div>
      ) : (
        <Answered of={review.query} rows={12}>
          {(view) => (
            <Answered of={text} rows={12}>
              {(document) => <Panes view={view} text={document.text} review={review} />}
            </Answered>
          )}
        </Answered>
      )}
    </Page>
  );
}

function Progress({ draft }: { draft: Schemas['DraftLine'] }) {
  const { say } = useSpeech();
  const { items, undecided, unsure } = draft.progress;
  const done = decidedCount(draft.progress);
  return (
    <div className="review-progress">
      <div className="review-progress-words" role="status">
        <strong>{say(w.progress, { done, all: items })}</strong>
        {unsure > 0 && <span className="tag tag-open">{say(w.progressUnsure, { n: unsure })}</span>}
      </div>
      <div className="count-bar" aria-hidden="true">
        <span
          className="count-part fill-closed"
          style={{ width: `${items === 0 ? 0 : (100 * done) / items}%` }}
        />
      </div>
      <AppLink
        to={`/drafts/${draft.id}/finish`}
        className={undecided === 0 ? 'plain-button primary' : 'plain-button'}
      >
        {say(w.toFinish)}
      </AppLink>
    </div>
  );
}

type Mode =
  | { kind: 'list' }
  | { kind: 'correct' | 'split' | 'merge'; item: string }
  | { kind: 'add'; span: Span | undefined; as: Kind };

function Panes({
  view,
  text,
  review,
}: {
  view: Schemas['DraftView'];
  text: string;
  review: ReturnType<typeof useReview>;
}) {
  const { say } = useSpeech();
  const { draft } = view;
  const { items } = review;
  const readOnly = draft.state !== 'review';
  const [kind, setKind] = useAddressWord('kind', '');
  const [openOnly, setOpenOnly] = useAddressWord('open', '');
  const [pane, setPane] = useState<'document' | 'items'>('items');
  const [mode, setMode] = useState<Mode>({ kind: 'list' });
  const [help, setHelp] = useState(false);
  const [selected, setSelected] = useState<Span>();
  const [spot, setSpot] = useState<Span>();
  const paper = useRef<DocumentHandle>(null);
  const list = useRef<HTMLDivElement>(null);

  const groups = useMemo(
    () => groupItems(items, kKinds.includes(kind as Kind) ? (kind as Kind) : '', openOnly !== ''),
    [items, kind, openOnly],
  );
  const [chosen, setChosen] = useState(() => nextOpen(groups, '') ?? groups[0]?.items[0]?.id ?? '');
  const item = items.find((one) => one.id === chosen);

  const show = useCallback((place: Span | undefined) => {
    if (place) paper.current?.show(place);
  }, []);
  const goTo = useCallback(
    (next: Item | undefined) => {
      if (!next) return;
      setChosen(next.id);
      setSpot(undefined);
      show(firstSpan(next));
    },
    [show],
  );
  const goToId = (id: string | undefined) => goTo(items.find((one) => one.id === id));
  /** For what happens after an answer, when there may be new items. */
  const latest = useRef(goToId);
  latest.current = goToId;

  // What was chosen first is shown when the document stands there.
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    goTo(item);
  }, [goTo, item]);

  const fromDocument = (id: string) => {
    setMode({ kind: 'list' });
    setChosen(id);
    setSpot(undefined);
    if (!groups.some((group) => group.items.some((one) => one.id === id))) {
      setKind('');
      setOpenOnly('');
    }
    setPane('items');
  };
  const spotlight = (place: Span | undefined) => {
    if (!place) return;
    setSpot(place);
    setPane('document');
    // On a phone the pane has just come into sight.
    window.setTimeout(() => paper.current?.show(place), 0);
  };

  /** It is opened once it shows as undecided: a key pressed at once must not meet the old state. */
  const undo = (on: Item | undefined) =>
    void review.undo(on).then((id) => window.setTimeout(() => latest.current(id), 0));

  const act = (which: Act, on: Item) => {
    switch (which) {
      case 'accept':
      case 'reject': {
        // What is missing is asked for instead.
        if (which === 'accept' && lacks(on)) {
          setMode({ kind: 'correct', item: on.id });
          return;
        }
        review.decide([on], which === 'accept');
        goToId(nextOpen(groups, on.id));
        return;
      }
      case 'correct':
        setMode({ kind: 'correct', item: on.id });
        return;
      case 'split':
        if (maySplit(on)) setMode({ kind: 'split', item: on.id });
        return;
      case 'merge':
        if (mayMerge(on.kind)) setMode({ kind: 'merge', item: on.id });
        return;
      case 'undo':
        undo(on);
        return;
      case 'show':
        setPane('document');
        window.setTimeout(() => show(firstSpan(on)), 0);
        return;
    }
  };
  const acceptAll = (many: readonly Item[]) => {
    review.decide(many, true);
    const taken = new Set(many.map((one) => one.id));
    if (taken.has(chosen)) {
      goTo(
        groups
          .flatMap((group) => group.items)
          .find((one) => one.state === 'undecided' && !taken.has(one.id)),
      );
    }
  };
  const startAdding = () => setMode({ kind: 'add', span: selected, as: 'task' });

  const keys: Record<string, () => void> = {
    j: () => goToId(step(groups, chosen, 1)),
    k: () => goToId(step(groups, chosen, -1)),
    '?': () => setHelp((before) => !before),
    Escape: () => setHelp(false),
    g: () => show(item && firstSpan(item)),
  };
  if (!readOnly) {
    keys['u'] = () => undo(item);
    keys['n'] = startAdding;
    if (item?.state === 'undecided') {
      keys['a'] = () => act('accept', item);
      if (item.kind !== 'plan') keys['x'] = () => act('reject', item);
      keys['A'] = () => acceptAll(sureOnes(items, item.kind));
    }
    if (item && item.state !== 'rejected') {
      keys['e'] = () => act('correct', item);
      keys['s'] = () => act('split', item);
      keys['m'] = () => act('merge', item);
    }
  }
  useKeys(keys, mode.kind === 'list');

  const names = useMemo(() => namesOf(view), [view]);
  const name = useCallback((id: string) => names.get(id) ?? id, [names]);
  const choices = useMemo(() => choicesOf(view), [view]);
  const numbered = useMemo(
    () =>
      items.flatMap((one) =>
        one.content.group && one.state !== 'rejected'
          ? [{ number: one.content.group.number, label: say(one.title) }]
          : [],
      ),
    [items, say],
  );
  const backToList = () => {
    if (mode.kind === 'add') {
      window.getSelection()?.removeAllRanges();
      setSelected(undefined);
    }
    setMode({ kind: 'list' });
  };
  /** On to the next one that waits, as after accepting; what was added is looked at. */
  const saved = (id: string | undefined) => {
    const next = mode.kind === 'add' ? id : (nextOpen(groups, id ?? '') ?? id);
    backToList();
    window.setTimeout(() => latest.current(next), 0);
  };
  const shared = {
    draft: draft.id,
    review,
    choices,
    groups: numbered,
    name,
    giveUp: backToList,
    saved,
  };
  const edited =
    mode.kind === 'correct' || mode.kind === 'split' || mode.kind === 'merge'
      ? items.find((one) => one.id === mode.item)
      : undefined;
  const sure = sureOnes(items);
  const undecided = items.filter((one) => one.state === 'undecided').length;

  return (
    <>
      {review.problem && <Trouble problem={review.problem} retry={review.dismiss} />}
      {review.notice && (
        <p className="notice" role="alert">
          {say(review.notice)}{' '}
          <button type="button" className="link-button" onClick={review.dismiss}>
            {say(words.close)}
          </button>
        </p>
      )}
      {draft.low_confidence && <p className="notice">{say(w.lowConfidence)}</p>}
      <div className="review-tabs">
        <Tabs
          label={say(w.panes)}
          tabs={[
            { key: 'document', title: say(w.documentPane) },
            { key: 'items', title: `${say(w.itemsPane)} ${undecided > 0 ? `(${undecided})` : ''}` },
          ]}
          chosen={pane}
          choose={(key) => setPane(key as 'document' | 'items')}
        />
      </div>
      <div className={`review show-${pane}`}>
        <div className="review-document">
          <DocumentPane
            ref={paper}
            text={text}
            items={items}
            parts={view.parts}
            chosen={chosen}
            spot={spot}
            choose={fromDocument}
            select={setSelected}
          />
          {selected && !readOnly && mode.kind === 'list' && (
            <p className="selection-bar">
              <button
                type="button"
                className="plain-button primary"
                onClick={() => {
                  startAdding();
                  setPane('items');
                }}
              >
                {say(w.addFrom, { n: selected.end - selected.begin })}{' '}
                <kbd aria-hidden="true">n</kbd>
              </button>
            </p>
          )}
        </div>
        <div ref={list} className="items" role="region" aria-label={say(w.itemsPane)} tabIndex={-1}>
          {mode.kind === 'correct' && edited && <CorrectForm item={edited} {...shared} />}
          {mode.kind === 'split' && edited && <SplitForm item={edited} {...shared} />}
          {mode.kind === 'merge' && edited && <MergeForm item={edited} {...shared} />}
          {mode.kind === 'add' && (
            <AddForm
              span={mode.span}
              quoted={mode.span ? text.slice(mode.span.begin, mode.span.end) : ''}
              kind={mode.as}
              year={yearOf(view)}
              {...shared}
            />
          )}
          {mode.kind === 'list' && (
            <>
              <div className="toolbar review-toolbar">
                <select
                  className="plain-input"
                  aria-label={say(w.kind)}
                  value={kind}
                  onChange={(event) => setKind(event.target.value)}
                >
                  <option value="">{say(w.allKinds)}</option>
                  {kKinds
                    .filter((one) => items.some((each) => each.kind === one))
                    .map((one) => (
                      <option key={one} value={one}>
                        {`${say(kKindWords[one])} (${items.filter((each) => each.kind === one).length})`}
                      </option>
                    ))}
                </select>
                <label className="check">
                  <input
                    type="checkbox"
                    checked={openOnly !== ''}
                    onChange={(event) => setOpenOnly(event.target.checked ? '1' : '')}
                  />
                  {say(w.openOnly)}
                </label>
                {sure.length > 0 && !readOnly && (
                  <button type="button" className="plain-button" onClick={() => acceptAll(sure)}>
                    {say(w.acceptSureAll, { n: sure.length })}
                  </button>
                )}
                {!readOnly && (
                  <button type="button" className="plain-button" onClick={startAdding}>
                    {say(w.add)} <kbd aria-hidden="true">n</kbd>
                  </button>
                )}
                <button
                  type="button"
                  className="plain-button review-help"
                  aria-label={say(w.help)}
                  title={say(w.help)}
                  aria-pressed={help}
                  onClick={() => setHelp(!help)}
                >
                  ?
                </button>
              </div>
              {help && <KeysHelp />}
              <Doubts
                title={say(w.findings)}
                doubts={view.findings.map((one) => ({
                  words: say(one.message),
                  span: one.spans[0],
                }))}
                show={spotlight}
              />
              <Doubts
                title={say(w.notUnderstood)}
                doubts={view.not_understood.map((one) => ({
                  words: `“${one.written}” ${say(one.reason)}`,
                  span: one.spans[0],
                }))}
                show={spotlight}
              />
              <Doubts
                title={say(w.remarks)}
                doubts={view.remarks.map((one) => ({ words: say(one), span: undefined }))}
                show={spotlight}
              />
              {items.length === 0 && (
                <Empty title={say(w.itemsMissing)}>{say(w.itemsMissingDetail)}</Empty>
              )}
              {items.length > 0 && undecided === 0 && !readOnly && (
                <Empty title={say(w.nothingOpen)}>
                  <AppLink to={`/drafts/${draft.id}/finish`} className="plain-button primary">
                    {say(w.toFinish)}
                  </AppLink>
                </Empty>
              )}
              <ItemList
                groups={groups}
                chosen={chosen}
                name={name}
                choose={goTo}
                act={act}
                acceptAll={acceptAll}
                readOnly={readOnly}
              />
            </>
          )}
        </div>
      </div>
    </>
  );
}
