import type { Text } from '../api/client';
import { type Language, fill } from './text';

// Calendar days are ISO text, as in the API; a day ends in Asia/Shanghai. Comparing the text
// compares the days.

const kMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const kDay_ms = 86_400_000;
// China has no summer time since 1991.
const kShanghai_ms = 8 * 3_600_000;

export function isDay(text: string | null | undefined): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

export function todayInShanghai(now_ms: number): string {
  return new Date(now_ms + kShanghai_ms).toISOString().slice(0, 10);
}

/** 2022年7月1日 · 1 July 2022 */
export function formatDay(day: string, language: Language): string {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return day;
  return language === 'zh'
    ? `${year}年${month}月${date}日`
    : `${date} ${kMonths[month - 1]} ${year}`;
}

/** 2022年7月1日 09:30, in Shanghai. */
export function formatInstant(instant: string, language: Language): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  const local = new Date(time + kShanghai_ms).toISOString();
  return `${formatDay(local.slice(0, 10), language)} ${local.slice(11, 16)}`;
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / kDay_ms);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * kDay_ms).toISOString().slice(0, 10);
}

const kCountdown = {
  late: { zh: '逾期 {n} 天', en: '{n|day|days} late' },
  today: { zh: '今天到期', en: 'due today' },
  tomorrow: { zh: '明天到期', en: 'due tomorrow' },
  ahead: { zh: '还有 {n} 天', en: '{n|day|days} left' },
  aheadYears: { zh: '还有 {y} 年多', en: 'over {y|year|years} left' },
} satisfies Record<string, Text>;

/** How far a deadline is from `day`, in words. */
export function countdown(due: string, day: string, language: Language): string {
  const days = daysBetween(day, due);
  if (days < 0) return fill(kCountdown.late, language, { n: -days });
  if (days === 0) return fill(kCountdown.today, language);
  if (days === 1) return fill(kCountdown.tomorrow, language);
  if (days >= 730) return fill(kCountdown.aheadYears, language, { y: Math.floor(days / 365.25) });
  return fill(kCountdown.ahead, language, { n: days });
}

const kAge = {
  today: { zh: '今天', en: 'today' },
  yesterday: { zh: '昨天', en: 'yesterday' },
  days: { zh: '{n} 天前', en: '{n|day|days} ago' },
  months: { zh: '{n} 个月前', en: '{n|month|months} ago' },
  years: { zh: '{n} 年前', en: '{n|year|years} ago' },
} satisfies Record<string, Text>;

/** How old something of `then` is on `day`, in words. */
export function age(then: string, day: string, language: Language): string {
  const days = daysBetween(then, day);
  if (days <= 0) return fill(kAge.today, language);
  if (days === 1) return fill(kAge.yesterday, language);
  if (days < 60) return fill(kAge.days, language, { n: days });
  if (days < 730) return fill(kAge.months, language, { n: Math.floor(days / 30.44) });
  return fill(kAge.years, language, { n: Math.floor(days / 365.25) });
}

/** 2022-07-01 → 2022Q3 */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;
}

/** 2022年3季度 · Q3 2022 */
export function formatQuarter(quarter: string, language: Language): string {
  const [year, number] = quarter.split('Q');
  return language === 'zh' ? `${year}年${number}季度` : `Q${number} ${year}`;
}

export function firstDayOf(quarter: string): string {
  const [year, number] = quarter.split('Q');
  return `${year}-${String((Number(number) - 1) * 3 + 1).padStart(2, '0')}-01`;
}

export function nextQuarter(quarter: string): string {
  const [year, number] = quarter.split('Q').map(Number) as [number, number];
  return number === 4 ? `${year + 1}Q1` : `${year}Q${number + 1}`;
}

/** All quarters from the one of `from` to the one of `to`. */
export function quartersBetween(from: string, to: string): string[] {
  const last = quarterOf(to);
  const all: string[] = [];
  for (let quarter = quarterOf(from); quarter <= last; quarter = nextQuarter(quarter)) {
    all.push(quarter);
  }
  return all;
}
