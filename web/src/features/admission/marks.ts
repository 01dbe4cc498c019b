/** Marks are counted in thousandths, so that none is rounded on the way: 612500 → 612.5. */
export function markText(thousandths: number): string {
  return String(thousandths / 1000);
}

/** 2026-07-05T08:00 in Shanghai, as the scheme writes it, for people. */
export function momentText(moment: string, language: 'zh' | 'en'): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})$/.exec(moment);
  if (!found) return moment;
  const [, year, month, day, time] = found;
  return language === 'zh'
    ? `${year}年${Number(month)}月${Number(day)}日 ${time}`
    : `${year}-${month}-${day} ${time}`;
}

/** 370 → 37.0 */
export function percentText(permille: number): string {
  return (permille / 10).toFixed(1);
}

/** Moves an item of a list by one place; out of range it stays as it was. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const made = [...list];
  if (to < 0 || to >= made.length) return made;
  const [item] = made.splice(from, 1);
  made.splice(to, 0, item!);
  return made;
}
