import { useId } from 'react';
import type { Text } from '../../api/client';
import { useSpeech } from '../../ui/language';

export function TextArea({
  label,
  hint,
  error,
  value,
  onChange,
  rows = 4,
  required = true,
}: {
  label: string;
  hint?: string;
  error?: Text;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  required?: boolean;
}) {
  const { say } = useSpeech();
  const id = useId();
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
      <textarea
        id={id}
        className="plain-input plain-area"
        rows={rows}
        value={value}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
