// Small documents to draft from, and the way to one under review.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../../harness/client.ts';
import { kPlan } from '../../harness/server.ts';

function value_in(file: string, key: string): string {
  const found = new RegExp(`^\\s*${key}: (.*)$`, 'm').exec(readFileSync(join(kPlan, file), 'utf8'));
  assert.ok(found, `${file} has no ${key}`);
  return found[1];
}

/** A document of the place of the plan in use; with its number it is the same plan. */
export function document_of_place(number = value_in('plan.yaml', 'number')): string {
  const city = '平凉市';
  return `${city}人民政府关于印发试验方案的通知
${number}
各县（市、区）人民政府，市直有关部门：
现将《${city}试验方案》印发给你们，请认真贯彻落实。
${city}人民政府
2020年12月3日

${city}试验方案
一、主要任务
1.改善办学条件。到2025年全市中等职业学校在校生达到21000人。（责任单位：市教育局、市财政局；完成时限：2023年6月底前）
2.加强教师队伍。每年选派专业骨干教师参加培训。（责任单位：市教育局、市人社局；完成时限：2022年）
3.推进校企合作。（责任单位：市工信局；完成时限：2022年12月31日）
`;
}

/** A document of a place that no plan knows. */
export const kOtherPlace = `清河市人民政府关于印发职业教育行动方案的通知
清政发〔2021〕8号
各县（市、区）人民政府，市直有关部门：
现将《清河市职业教育行动方案》印发给你们，请认真贯彻落实。
清河市人民政府
2021年3月5日

清河市职业教育行动方案
一、主要任务
1.提升办学条件。（责任单位：市教育局、市财政局；完成时限：2023年6月底前）
2.加强教师队伍。（责任单位：市教育局；完成时限：2022年）
`;

export async function uploaded(client: Client, text: string | Buffer, name = 'plan.txt'): Promise<any> {
  const body = Buffer.isBuffer(text) ? text : Buffer.from(text);
  const line = (await client.post(`/api/drafts?file_name=${encodeURIComponent(name)}`, body)).json(201);
  const limit = Date.now() + 30_000;
  for (;;) {
    const view = (await client.get(`/api/drafts/${line.id}`)).json();
    if (view.draft.state !== 'reading') return view;
    assert.ok(Date.now() < limit, 'the draft is read in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const items_of = (view: any, kind: string): any[] => view.items.filter((item: any) => item.kind === kind);

/** The content of an item with one member changed. */
export function changed(item: any, change: object): any {
  return { ...item.content, [item.kind]: { ...item.content[item.kind], ...change } };
}

/** Accepts all that is undecided. */
export async function accept_all(client: Client, id: string): Promise<any> {
  const view = (await client.get(`/api/drafts/${id}`)).json();
  const decisions = view.items
    .filter((item: any) => item.state === 'undecided')
    .map((item: any) => ({ item: item.id, version: item.version, accept: !item.only_if_accepted }));
  return (await client.post(`/api/drafts/${id}/decisions`, { decisions }, { key: randomUUID() })).json();
}
