import type { Schemas } from '../../api/client';
import type { Choice } from './form_parts';

// What the pages look up in a draft.

/** The year the plan was signed in: what a new deadline begins with. */
export function yearOf(view: Schemas['DraftView']): string {
  const plan = view.items.find((item) => item.content.plan)?.content.plan;
  return plan?.document.signed_on.slice(0, 4) ?? String(new Date().getFullYear());
}

export function namesOf(view: Schemas['DraftView']): Map<string, string> {
  const names = new Map<string, string>();
  for (const choice of [...view.units, ...view.scopes]) names.set(choice.id, choice.name.zh);
  for (const { content } of view.items) {
    if (content.unit)
      names.set(content.unit.id, content.unit.short_name.zh || content.unit.name.zh);
    if (content.scope) names.set(content.scope.id, content.scope.words[0] ?? content.scope.id);
    if (content.body) names.set(content.body.id, content.body.title.zh);
  }
  return names;
}

/** Drafted units and scopes first: they are the document's own. */
export function choicesOf(view: Schemas['DraftView']): Choice[] {
  const choices = new Map<string, Choice>();
  for (const { content, state } of view.items) {
    if (state === 'rejected') continue;
    if (content.unit)
      choices.set(content.unit.id, {
        id: content.unit.id,
        label: content.unit.name.zh,
        scope: false,
      });
    if (content.scope)
      choices.set(content.scope.id, {
        id: content.scope.id,
        label: content.scope.words.join('、'),
        scope: true,
      });
  }
  for (const one of view.units)
    if (!choices.has(one.id)) choices.set(one.id, { id: one.id, label: one.name.zh, scope: false });
  for (const one of view.scopes)
    if (!choices.has(one.id)) choices.set(one.id, { id: one.id, label: one.name.zh, scope: true });
  return [...choices.values()];
}
