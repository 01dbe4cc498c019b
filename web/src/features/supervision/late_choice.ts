import type { Schemas } from '../../api/client';

type LateUnit = Schemas['LateUnit'];

/** Units that fit what was typed: their name, or the number or title of something late. */
export function matching(units: LateUnit[], q: string): LateUnit[] {
  const wanted = q.trim().toLowerCase();
  if (wanted === '') return units;
  const fits = (text: Schemas['Text']) =>
    text.zh.toLowerCase().includes(wanted) || text.en.toLowerCase().includes(wanted);
  return units.filter(
    ({ unit, shares }) =>
      fits(unit.name) ||
      fits(unit.short_name) ||
      shares.some((share) => String(share.task) === wanted || fits(share.task_title)),
  );
}

/** Of the chosen units what the list says to wait for, and what is left without it. */
export function waitingOf(units: LateUnit[], chosen: string[]) {
  const waiting: LateUnit[] = [];
  const ready: LateUnit[] = [];
  for (const { unit, shares } of units.filter((one) => chosen.includes(one.unit.id))) {
    const held = shares.filter((share) => share.advice.kind === null);
    const free = shares.filter((share) => share.advice.kind !== null);
    if (held.length > 0) waiting.push({ unit, shares: held });
    if (free.length > 0) ready.push({ unit, shares: free });
  }
  return { waiting, ready };
}
