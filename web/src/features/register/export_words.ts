import type { Text } from '../../api/client';

/** Words of exports and printed rosters. */
export const exportWords = {
  exportIt: { zh: '导出', en: 'Export' },
  what: {
    zh: '导出的就是现在列出的：同样的条件、列和顺序，不止这一页。',
    en: 'What is listed now, with the same filters, columns and order, and not this page only.',
  },
  format: { zh: '格式', en: 'Format' },
  xlsx: { zh: 'Excel 工作簿（XLSX）', en: 'Workbook (XLSX)' },
  csv: { zh: 'CSV，给其他系统用', en: 'CSV, for other systems' },
  inFull: { zh: '{fields}不遮盖', en: 'Show {fields} in full' },
  whyMissing: { zh: '请写明用来做什么，再导出。', en: 'Write what it is for, then export.' },
  why: { zh: '用来做什么', en: 'What for' },
  noted: { zh: '用途和您的姓名一起记入日志。', en: 'The reason is kept with your name.' },
  start: { zh: '开始导出', en: 'Export' },
  making: { zh: '正在生成，已有 {n} 行', en: '{n} rows so far' },
  made: { zh: '{n} 行，{size}，保留一小时', en: '{n|row|rows}, {size}, kept for an hour' },
  cancel: { zh: '取消', en: 'Cancel' },
  another: { zh: '再导出一份', en: 'Another one' },

  roster: { zh: '花名册', en: 'Roster' },
  rosterTitle: { zh: '{title}花名册', en: 'Roster: {title}' },
  print: { zh: '打印', en: 'Print' },
  number: { zh: '序号', en: 'No.' },
  printedOn: { zh: '{day}打印', en: 'Printed on {day}' },
  asOfDay: { zh: '{day}的情况', en: 'As of {day}' },
  people: { zh: '共 {n} 条', en: '{n|record|records}' },
  firstPeople: { zh: '前 {n} 条', en: 'The first {n|record|records}' },
  tooLong: {
    zh: '超过 {n} 条，这里只列前 {n} 条。请先筛选，或导出 XLSX 后打印。',
    en: 'There are more than {n}; the first {n} are shown. Narrow the list, or export and print the workbook.',
  },
  rosterHint: {
    zh: '条件、列和顺序与列表相同，敏感信息已遮盖。',
    en: 'Filters, columns and order are those of the list; what is sensitive is masked.',
  },
  backToList: { zh: '回到列表', en: 'Back to the list' },
} satisfies Record<string, Text>;
