import { useEffect } from 'react';
import { faultOf } from './field_fault';
import type { Speech } from './language';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
interface Mark {
  message: HTMLElement;
  /** As the page itself drew it. */
  before: Record<string, string | null>;
}

const kAttributes = ['aria-invalid', 'aria-describedby'];
const kFields = 'input, select, textarea';
const marks = new Map<Field, Mark>();
let marked = 0;

/** Of every form: what the browser finds missing or wrong is said beside the field in the language
 *  of the page. The browser's own bubbles speak that of the browser and go away by themselves. */
export function useFieldMessages(say: Speech['say']) {
  useEffect(() => {
    const onInvalid = (event: Event) => {
      const field = event.target;
      if (!(field instanceof HTMLElement) || !field.matches(kFields)) return;
      event.preventDefault();
      // What is folded away could neither be read nor take the next key.
      for (let fold = field.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) fold.open = true;
      tell(field as Field, say);
      // As the browser would: the first of them takes the next key.
      const first = [...((field as Field).form?.elements ?? [])].find((one) => one.matches(':invalid') && one.matches(kFields));
      if (first === field) field.focus();
    };
    // The page may make a field right by itself, and draws what was done after it.
    const later = () => void (marks.size > 0 && window.setTimeout(() => review(say), 0));
    review(say);
    document.addEventListener('invalid', onInvalid, true);
    for (const type of kActs) document.addEventListener(type, later);
    return () => {
      document.removeEventListener('invalid', onInvalid, true);
      for (const type of kActs) document.removeEventListener(type, later);
    };
  }, [say]);
}

const kActs = ['input', 'change', 'click'];

function tell(field: Field, say: Speech['say']) {
  let mark = marks.get(field);
  if (!mark) {
    const message = document.createElement('span');
    message.className = 'field-error';
    message.id = `field-message-${(marked += 1)}`;
    const before = Object.fromEntries(kAttributes.map((name) => [name, field.getAttribute(name)]));
    mark = { message, before };
    marks.set(field, mark);
    const box = field.type === 'checkbox' || field.type === 'radio' ? field.closest('label') : null;
    (box ?? field).before(message);
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', [before['aria-describedby'], message.id].filter(Boolean).join(' '));
  }
  const { min, max, minLength } = field as Partial<HTMLInputElement>;
  mark.message.textContent = say(...faultOf({ type: field.type, min, max, minLength, validity: field.validity }));
}

function review(say: Speech['say']) {
  for (const [field, mark] of marks) {
    if (field.isConnected && field.willValidate && !field.validity.valid) {
      tell(field, say);
      continue;
    }
    mark.message.remove();
    for (const [name, value] of Object.entries(mark.before)) {
      if (value === null) field.removeAttribute(name);
      else field.setAttribute(name, value);
    }
    marks.delete(field);
  }
}
