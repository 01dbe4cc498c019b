import { type FormEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { ApiProblem, newKey, type Text } from '../api/client';
import { useGet } from '../api/queries';
import { useSpeech } from './language';
import { stored } from './stored';
import { typedKey } from './typed';
import { words } from './words';

/** Runs one submit at a time and keeps what the server said beside what was typed. */
export function useSubmit<B, T>(
  send: (body: B, key: string) => Promise<T>,
  done: (answer: T, body: B) => void,
) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  // A retry of the same content after a lost answer carries the same key: nothing happens twice.
  const last = useRef<{ content: string; key: string }>();
  const submit = async (body: B) => {
    if (busy) return;
    const content = JSON.stringify(body);
    if (last.current?.content !== content) last.current = { content, key: newKey() };
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await send(body, last.current.key);
      last.current = undefined;
      done(answer, body);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      // Only a lost answer may be asked for again; a refusal is final for its key.
      if (error.status !== 0 && error.status < 500) last.current = undefined;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const errorOf = (field: string): Text | undefined =>
    problem?.errors.find((error) => error.field === field)?.message;
  return { busy, problem, submit, errorOf, clear: () => setProblem(undefined) };
}

/** What was typed survives a closed tab. Never use it for a password. */
export function useDraft<T extends object>(name: string, initial: T) {
  const key = typedKey(useGet('/api/session').data?.account ?? '', name);
  const [value, setValue] = useState<T>(() => {
    const kept = stored.get(key);
    if (kept === null) return initial;
    try {
      return { ...initial, ...(JSON.parse(kept) as Partial<T>) };
    } catch {
      return initial;
    }
  });
  const set = (next: T) => {
    setValue(next);
    stored.set(key, JSON.stringify(next));
  };
  const drop = () => {
    stored.remove(key);
    setValue(initial);
  };
  return [value, set, drop] as const;
}

function firstWrong(inside: HTMLElement | null): HTMLElement | null | undefined {
  return inside?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]');
}

export function PlainForm({
  onSubmit,
  problem,
  children,
  known,
}: {
  onSubmit: () => void;
  problem: ApiProblem | undefined;
  /** Fields that show their own message; other messages stand on top. */
  known: string[];
  children: ReactNode;
}) {
  const { say } = useSpeech();
  const summary = useRef<HTMLDivElement>(null);
  const [marked, setMarked] = useState(false);
  useLayoutEffect(() => setMarked(Boolean(firstWrong(summary.current))), [problem]);
  useEffect(() => {
    if (problem) summary.current?.focus();
  }, [problem]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  // What no field is marked with stands here, or nobody would read it.
  const others = problem?.errors.filter((error) => !marked || !known.includes(error.field)) ?? [];
  const toFirst = () => firstWrong(summary.current)?.focus();
  return (
    <form className="plain-form" onSubmit={submit}>
      {problem && (
        <div ref={summary} className="form-problem" role="alert" tabIndex={-1}>
          <strong>{say(problem.title)}</strong>
          {say(problem.detail) && <p>{say(problem.detail)}</p>}
          {others.map((error) => (
            <p key={error.field}>{say(error.message)}</p>
          ))}
          {marked && (
            <p>
              <button type="button" className="link-button" onClick={toFirst}>
                {say(words.toFirstWrong)}
              </button>
            </p>
          )}
          {/* What was typed wrong needs no number to ask about it. */}
          {problem.requestId && problem.errors.length === 0 && (
            <p className="quiet">{say(words.requestId, { id: problem.requestId })}</p>
          )}
        </div>
      )}
      {children}
    </form>
  );
}

export function TextField({
  label,
  hint,
  error,
  value,
  onChange,
  type = 'text',
  autoComplete,
  required = true,
  minLength,
  autoFocus = false,
  max,
  min,
}: {
  label: string;
  hint?: string;
  error?: Text;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'date';
  autoComplete?: string;
  required?: boolean;
  minLength?: number;
  autoFocus?: boolean;
  max?: string;
  min?: string;
}) {
  const { say } = useSpeech();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className="field-error">
          {say(error)}
        </span>
      )}
      <input
        ref={input}
        id={id}
        className="plain-input"
        type={type}
        value={value}
        required={required}
        minLength={minLength}
        max={max}
        min={min}
        autoComplete={autoComplete}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

export function SubmitButton({
  busy,
  lacks = '',
  children,
}: {
  busy: boolean;
  /** Why there is nothing to send yet. */
  lacks?: string;
  children: ReactNode;
}) {
  const id = useId();
  const none = lacks !== '';
  return (
    <>
      <button
        type="submit"
        className="plain-button primary"
        aria-disabled={busy || none}
        aria-busy={busy}
        aria-describedby={none ? id : undefined}
        onClick={(event) => none && event.preventDefault()}
      >
        {children}
        {busy && <span aria-hidden="true"> …</span>}
      </button>
      {none && (
        <span id={id} className="quiet">
          {lacks}
        </span>
      )}
    </>
  );
}
