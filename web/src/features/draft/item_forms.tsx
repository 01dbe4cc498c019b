import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ApiProblem, type Schemas } from '../../api/client';
import { PlainForm, SubmitButton, useDraft, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { words } from '../../ui/words';
import { ContentForm } from './content_form';
import { Facts } from './facts';
import type { Choice } from './form_parts';
import { type Span, firstSpan } from './layout';
import type { Item, Kind } from './order';
import {
  type Content,
  kAddable,
  mergeContent,
  newContent,
  splitContent,
  splitPlaces,
} from './reshape';
import type { Review } from './use_review';
import { draftWords as w, kItemStateWords, kKindWords } from './words';

interface Shared {
  draft: string;
  review: Review;
  choices: readonly Choice[];
  groups: readonly { number: number; label: string }[];
  /** Unit, scope or body by its id. */
  name: (id: string) => string;
  /** Given up: back to where one was. */
  giveUp: () => void;
  /** Saved: on from this item. */
  saved: (item: string | undefined) => void;
}

/** The frame of the four forms: Ctrl Enter saves, Esc gives up, the first field has the focus. */
function ItemForm({
  title,
  form,
  changed,
  send,
  giveUp,
  ready = true,
  children,
}: {
  title: string;
  form: Pick<ReturnType<typeof useSubmit>, 'busy' | 'problem'>;
  /** The item, if somebody else changed it since this form was begun. */
  changed?: { item: Item; name: (id: string) => string } | undefined;
  /** Over the version one began with, or over the present one if one insists. */
  send: (over?: number) => void;
  giveUp: () => void;
  ready?: boolean;
  children: ReactNode;
}) {
  const { say } = useSpeech();
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>(':is(input, textarea, select):enabled')?.focus();
  }, []);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!changed && ready) frame.current?.querySelector('form')?.requestSubmit();
    }
    // An open list of choices closes first.
    if (event.key === 'Escape' && !frame.current?.querySelector('.ant-select-open')) giveUp();
  };
  return (
    <section ref={frame} className="item-form" aria-label={title} onKeyDown={keys}>
      <h2>{title}</h2>
      <PlainForm
        problem={form.problem?.status === 412 ? undefined : form.problem}
        known={[]}
        onSubmit={() => send()}
      >
        {changed && <Stale {...changed} mine={() => send(changed.item.version)} theirs={giveUp} />}
        {children}
        <p className="button-row item-form-foot">
          {ready && !changed && <SubmitButton busy={form.busy}>{say(w.saveIt)}</SubmitButton>}
          <button type="button" className="plain-button" onClick={giveUp}>
            {say(words.cancel)}
          </button>
        </p>
      </PlainForm>
    </section>
  );
}

function Stale({
  item,
  name,
  mine,
  theirs,
}: {
  item: Item;
  name: (id: string) => string;
  mine: () => void;
  theirs: () => void;
}) {
  const { say } = useSpeech();
  return (
    <div className="ask" role="alert">
      <strong>{say(w.staleWho, { who: item.decided_by, title: say(item.title) })}</strong>
      <p>{say(words.staleDetail)}</p>
      <p className="tag">{say(kItemStateWords[item.state])}</p>
      <Facts item={item} name={name} />
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

/** What the three forms over an item share. What was typed is kept together with the version it was
 *  typed over, so that it never replaces what somebody did meanwhile without a word. */
function useOver<T extends object, B>(
  name: string,
  { item, draft, review, name: nameOf, giveUp, saved }: Shared & { item: Item },
  start: T,
  act: (value: B, version: number, key: string) => Promise<unknown>,
) {
  const [kept, keep, drop] = useDraft<T & { base: number }>(`${draft}.${item.id}.${name}`, {
    ...start,
    base: item.version,
  });
  const form = useSubmit(
    async (body: { value: B; version: number }, key) => {
      try {
        await act(body.value, body.version, key);
      } catch (error) {
        // Somebody was faster: the item as it is now is shown.
        if (error instanceof ApiProblem && error.status === 412) await review.refetch();
        throw error;
      }
    },
    () => {
      drop();
      saved(item.id);
    },
  );
  return {
    kept,
    form,
    put: (value: Partial<T>) => keep({ ...kept, ...value }),
    changed: item.version === kept.base ? undefined : { item, name: nameOf },
    submit: (value: B, over?: number) => void form.submit({ value, version: over ?? kept.base }),
    leave: () => {
      drop();
      giveUp();
    },
  };
}

export function CorrectForm(props: Shared & { item: Item }) {
  const { item, review, choices, groups } = props;
  const { say } = useSpeech();
  const over = useOver(
    'correct',
    props,
    { content: item.content },
    (content: Content, version, key) => review.correct(item.id, version, content, key),
  );
  return (
    <ItemForm
      title={say(w.correctTitle, { kind: say(kKindWords[item.kind]) })}
      form={over.form}
      changed={over.changed}
      send={(version) => over.submit(over.kept.content, version)}
      giveUp={over.leave}
    >
      <ContentForm
        kind={item.kind}
        content={over.kept.content}
        change={(content) => over.put({ content })}
        choices={choices}
        groups={groups}
        item={item}
      />
    </ItemForm>
  );
}

export function SplitForm(props: Shared & { item: Item }) {
  const { item, review, choices, groups } = props;
  const { say } = useSpeech();
  const sentences = splitPlaces(item);
  const cutAt = (at: number) => ({ at, ...splitContent(review.items, item, at) });
  const over = useOver(
    'split',
    props,
    cutAt(Math.ceil(sentences.length / 2)),
    (parts: { first: Content; second: Content }, version, key) =>
      review.split(item.id, version, parts.first, parts.second, key),
  );
  const { at, first, second } = over.kept;
  return (
    <ItemForm
      title={say(w.splitTitle, { kind: say(kKindWords[item.kind]) })}
      form={over.form}
      changed={over.changed}
      send={(version) => over.submit({ first, second }, version)}
      giveUp={over.leave}
    >
      {sentences.length > 1 && (
        <fieldset className="field split-places">
          <legend className="field-label">{say(w.splitWhere)}</legend>
          {sentences.map((sentence, place) => (
            <label key={place} className={place < at ? 'check split-first' : 'check split-second'}>
              <input
                type="radio"
                name="split"
                disabled={place === 0}
                checked={place === at}
                onChange={() => over.put(cutAt(place))}
              />
              <Written>{sentence}</Written>
            </label>
          ))}
        </fieldset>
      )}
      <h3>{say(w.firstPart)}</h3>
      <ContentForm
        key={`first-${at}`}
        kind={item.kind}
        content={first}
        change={(content) => over.put({ first: content })}
        choices={choices}
        groups={groups}
        item={item}
      />
      <h3>{say(w.secondPart)}</h3>
      <ContentForm
        key={`second-${at}`}
        kind={item.kind}
        content={second}
        change={(content) => over.put({ second: content })}
        choices={choices}
        groups={groups}
      />
    </ItemForm>
  );
}

export function MergeForm(props: Shared & { item: Item }) {
  const { item, review, choices, groups } = props;
  const { say } = useSpeech();
  const others = review.items.filter(
    (other) => other.kind === item.kind && other.id !== item.id && other.state !== 'rejected',
  );
  const place = (one: Item) => firstSpan(one)?.begin ?? 0;
  const next = others.find((other) => place(other) > place(item)) ?? others[0];
  const mergedWith = (other: Item | undefined) => ({
    other: other?.id ?? '',
    content: other ? mergeContent(item.kind, item.content, other.content) : item.content,
  });
  const over = useOver(
    'merge',
    props,
    mergedWith(next),
    (what: { other: Item; content: Content }, version, key) =>
      review.merge(item.id, version, what.other, what.content, key),
  );
  const other = others.find((one) => one.id === over.kept.other);
  return (
    <ItemForm
      title={say(w.mergeTitle, { kind: say(kKindWords[item.kind]) })}
      form={over.form}
      changed={over.changed}
      send={(version) => other && over.submit({ other, content: over.kept.content }, version)}
      giveUp={over.leave}
      ready={other !== undefined}
    >
      {others.length === 0 ? (
        <p>{say(w.mergeNobody)}</p>
      ) : (
        <>
          <div className="field">
            <label htmlFor="merge-with">{say(w.mergeWith)}</label>
            <select
              id="merge-with"
              className="plain-input"
              value={over.kept.other}
              onChange={(event) =>
                over.put(mergedWith(others.find((one) => one.id === event.target.value)))
              }
            >
              {others.map((one) => (
                <option key={one.id} value={one.id}>
                  {say(one.title)}
                </option>
              ))}
            </select>
          </div>
          <ContentForm
            key={over.kept.other}
            kind={item.kind}
            content={over.kept.content}
            change={(content) => over.put({ content })}
            choices={choices}
            groups={groups}
            item={item}
          />
        </>
      )}
    </ItemForm>
  );
}

export function AddForm({
  span,
  quoted,
  kind: firstKind,
  year,
  review,
  choices,
  groups,
  giveUp,
  saved,
}: Shared & {
  span: Span | undefined;
  /** The selected words of the document. */
  quoted: string;
  kind: Kind;
  year: string;
}) {
  const { say } = useSpeech();
  const [kind, setKind] = useState(firstKind);
  const [content, setContent] = useState<Content>(() =>
    newContent(review.items, firstKind, quoted, year),
  );
  const form = useSubmit(
    (body: { content: Content; spans: Span[] }, key) => review.add(body.content, body.spans, key),
    (changed: Schemas['ItemsChanged']) =>
      saved(changed.items.find((one) => one.state === 'added')?.id),
  );
  return (
    <ItemForm
      title={say(w.addTitle, { kind: say(kKindWords[kind]) })}
      form={form}
      send={() => void form.submit({ content, spans: span ? [span] : [] })}
      giveUp={giveUp}
    >
      <div className="field">
        <label htmlFor="add-kind">{say(w.kind)}</label>
        <select
          id="add-kind"
          className="plain-input"
          value={kind}
          onChange={(event) => {
            const next = event.target.value as Kind;
            setKind(next);
            setContent(newContent(review.items, next, quoted, year));
          }}
        >
          {kAddable.map((one) => (
            <option key={one} value={one}>
              {say(kKindWords[one])}
            </option>
          ))}
        </select>
      </div>
      <ContentForm
        key={kind}
        kind={kind}
        content={content}
        change={setContent}
        choices={choices}
        groups={groups}
      />
    </ItemForm>
  );
}
