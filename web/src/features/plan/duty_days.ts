import type { Schemas } from '../../api/client';

type Rhythm = Pick<Schemas['Duty'], 'period' | 'due_month' | 'due_day'>;

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function day(year: number, month: number, wanted: number): string {
  const date = Math.min(Math.max(wanted, 1), lastDayOf(year, month));
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** Every day on which the duty is due, from and to included. A duty that is due once, or whose day
 *  the plan does not give, has none. */
export function dutyDays(duty: Rhythm, from: string, to: string): string[] {
  const days: string[] = [];
  if (duty.due_day <= 0) return days;
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    switch (duty.period) {
      case 'each_month':
        for (let month = 1; month <= 12; month += 1) days.push(day(year, month, duty.due_day));
        break;
      case 'each_quarter':
        if (duty.due_month >= 1 && duty.due_month <= 3) {
          for (let first = 0; first < 12; first += 3) days.push(day(year, first + duty.due_month, duty.due_day));
        }
        break;
      case 'each_half_year':
        if (duty.due_month >= 1 && duty.due_month <= 6) {
          days.push(day(year, duty.due_month, duty.due_day), day(year, duty.due_month + 6, duty.due_day));
        }
        break;
      case 'each_year':
        if (duty.due_month >= 1) days.push(day(year, duty.due_month, duty.due_day));
        break;
      case 'once':
        break;
    }
  }
  return days.filter((due) => due >= from && due <= to);
}

export function nextDutyDay(duty: Rhythm, from: string): string | undefined {
  return dutyDays(duty, from, `${Number(from.slice(0, 4)) + 1}-12-31`)[0];
}
