// An admission that a province decides and one that it runs itself: the same scheme, but for one line.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shanghai } from './season.ts';
import { kPlan, temporary_directory } from './server.ts';

/** Moments of a round, in minutes from now. */
type Span = [number, number];

export interface VocationalCalendar {
  elsewhere?: boolean; // the province decides
  compared_with?: string; // eligibility: YAML of the register
  working_days?: number;
  exempt?: Span;
  college?: Span;
}

export function vocational_plan(id: string, calendar: VocationalCalendar): string {
  const plan = join(temporary_directory(), 'plans/pingliang');
  cpSync(kPlan, plan, { recursive: true });
  rmSync(join(plan, 'admission'), { recursive: true, force: true });
  mkdirSync(join(plan, 'admission'));
  write_vocational(plan, id, calendar);
  return plan;
}

export function write_vocational(plan: string, id: string, { elsewhere = false, compared_with, working_days = 1, exempt, college }: VocationalCalendar) {
  const times = (span?: Span) => (span ? `opens_at: "${shanghai(span[0])}", closes_at: "${shanghai(span[1])}",` : '');
  const from = 'from: 2020-01-01, source: {zh: 测试}, verified: true';
  writeFileSync(
    join(plan, 'admission', `${id}.yaml`),
    `id: ${id}
title: {zh: 中职升学招生, en: Vocational college entrance}
organiser: education_bureau
${elsewhere ? 'decided_by: {zh: 省级招生考试机构, en: The province}' : ''}
enquiry: {office: {zh: 招生办公室, en: Admission office}, phone: "0933-8210000", verified: true}
subjects:
  - {id: total, title: {zh: 总成绩, en: Total}}
  - {id: culture, title: {zh: 文化素质, en: Academic}, max_mark: 300}
  - {id: skills, title: {zh: 职业技能, en: Skills}, max_mark: 200}
  - {id: award, title: {zh: 获奖等次, en: Award}, from_awards: true}
rounds:
  - {id: exempt, title: {zh: 免试批, en: Exempt round}, ${times(exempt)} preferences_max: 2, programmes_max: 2}
  - {id: college, title: {zh: 专科批, en: College round}, ${times(college)} preferences_max: 2, programmes_max: 2}
totals: [{${from}, subject: total, parts: [{subject: culture, weight: 0.5}, {subject: skills, weight: 1}]}]
orders:
  - {${from}, subjects: [total, skills, culture]}
  - {${from}, round: exempt, subjects: [award]}
ties: [{${from}, rule: admit_all}]
replies: [{${from}, unanswered_keeps: true, declined_may_return: false}]
corrections: [{${from}, keep_offers: false}]
eligibility: [{${from}, requirement: {zh: 中职毕业生}${compared_with ? `, compared_with: ${compared_with}` : ''}}]
awards:
  - {${from}, id: national, title: {zh: 全国一等奖, en: National first prize}, rank: 2}
  - {${from}, id: province, title: {zh: 省级一等奖, en: Provincial first prize}, rank: 1}
publicity: [{${from}, working_days: ${working_days}}]
`,
  );
}
