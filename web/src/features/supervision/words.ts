import type { Schemas, Text } from '../../api/client';

export const supervisionWords = {
  lead: {
    zh: '领导批示、提醒和督办，以及各单位的回复。',
    en: 'Leaders’ instructions, reminders, letters of supervision, and what units answer.',
  },
  demands: { zh: '督办事项', en: 'To be answered' },
  letters: { zh: '函件', en: 'Letters' },
  instructions: { zh: '批示', en: 'Instructions' },
  late: { zh: '起草函件', en: 'Draft letters' },

  mine: { zh: '只看要我单位办的', en: 'Only what my unit has to answer' },
  openOnly: { zh: '只看未办结的', en: 'Only open ones' },
  noDemands: { zh: '没有要回复的督办事项', en: 'Nothing has to be answered' },
  noOpenDemands: { zh: '没有未办结的督办事项', en: 'Nothing is open' },
  noDemandsYet: { zh: '还没有督办事项', en: 'Nothing was asked for yet' },
  noDemandsYetDetail: {
    zh: '签发提醒函、督办函，或者登记批示交办以后，会列在这里。',
    en: 'What released letters and registered instructions ask for will be listed here.',
  },
  noDemandsDetail: {
    zh: '收到提醒函、督办函或批示交办后，会列在这里。',
    en: 'What letters and instructions ask for will be listed here.',
  },
  due: { zh: '回复期限', en: 'Answer due' },
  evidence: { zh: '佐证材料', en: 'Evidence' },
  photo: { zh: '批示件照片或扫描件（有它可以不写内容）', en: 'Photo or scan (in place of the words)' },
  scans: { zh: '盖章件', en: 'Stamped copies' },
  addScan: { zh: '归入盖章件', en: 'File a stamped copy' },
  dueBy: { zh: '{day}前回复', en: 'answer due on {day}' },
  dueWasOn: { zh: '应于{day}前回复，已逾期', en: 'answer was due on {day}' },
  answeredWaits: { zh: '已回复，待核', en: 'answered, to be judged' },
  movedFrom: { zh: '原定{day}', en: 'first {day}' },
  asked: { zh: '要求', en: 'Asked' },
  answered: { zh: '回复', en: 'Answer' },
  answeredOn: { zh: '{day}回复', en: 'answered on {day}' },
  history: { zh: '办理记录', en: 'History' },

  answerText: { zh: '办理情况', en: 'What was done' },
  answerHint: {
    zh: '写清做了什么、结果怎样、何时办结。',
    en: 'Say what was done, with what result, and when it will be finished.',
  },
  reason: { zh: '理由', en: 'Reason' },
  newDue: { zh: '新期限', en: 'New deadline' },
  newDueOptional: { zh: '新期限（不改就空着）', en: 'New deadline (leave empty to keep it)' },

  noLetters: { zh: '还没有函件', en: 'No letters' },
  noLettersDetail: {
    zh: '办公室从逾期清单起草，签发后才发给单位。',
    en: 'The office drafts them from what is late; units see them once they are released.',
  },
  number: { zh: '发文字号', en: 'Number' },
  title: { zh: '标题', en: 'Title' },
  kind: { zh: '文种', en: 'Kind' },
  state: { zh: '状态', en: 'State' },
  units: { zh: '单位', en: 'Units' },
  replies: { zh: '回复', en: 'Answers' },
  repliesOf: { zh: '{n} / {all}', en: '{n} of {all}' },
  signedOn: { zh: '成文日期', en: 'Date' },
  replyBy: { zh: '回复期限', en: 'Answer by' },
  replyByHint: { zh: '不要求回复就空着', en: 'Leave empty to ask for none' },
  addressees: { zh: '主送机关', en: 'Addressed to' },
  paragraphs: { zh: '正文', en: 'Text' },
  paragraphsHint: {
    zh: '一行一段；以“一、”开头的按一级标题、“（一）”开头的按二级标题排。',
    en: 'One paragraph a line; lines that begin with 一、 or （一） are set as headings.',
  },
  copiesTo: { zh: '抄送', en: 'Copies to' },
  contact: { zh: '联系人及电话', en: 'Contact' },
  download: { zh: '下载 DOCX', en: 'Download DOCX' },
  downloadBare: { zh: '套红纸用（无红头）', en: 'For pre-printed paper' },
  copyMessage: { zh: '复制通知文字', en: 'Copy a message' },
  edit: { zh: '修改', en: 'Change' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存', en: 'Saved' },
  wasSentBack: { zh: '{by}退回修改', en: 'sent back by {by}' },
  sentBack: { zh: '退回理由：{reason}', en: 'Sent back: {reason}' },
  matters: { zh: '逾期事项', en: 'What is late' },
  matterLine: { zh: '任务{n} {title}', en: 'Task {n} {title}' },
  daysLate: { zh: '逾期 {n} 天', en: '{n|day|days} late' },
  lastReport: { zh: '最近报告 {day}', en: 'last report {day}' },
  noReport: { zh: '尚未报告', en: 'nothing reported' },
  numberHint: { zh: '如“某某办函〔2026〕3号”', en: 'such as 某某办函〔2026〕3号' },
  releaseHint: {
    zh: '签发后发给所列单位并开始计算回复期限，内容不能再改。',
    en: 'Once released it goes to the units, the term begins, and nothing can be changed.',
  },
  discardAsk: { zh: '作废后不能恢复，但记录会保留。', en: 'It cannot be taken back; the record stays.' },

  lateLead: {
    zh: '按今天的进展列出逾期单位。建议的文种依次为提醒函、督办函、通报，等回复期间不重复发。',
    en: 'Units that are late today. Reminders come first, then letters of supervision, then circulars; while an answer is waited for nothing is sent twice.',
  },
  noLate: { zh: '今天没有逾期的单位', en: 'No unit is late today' },
  advice: { zh: '建议', en: 'Next' },
  wait: { zh: '等待', en: 'wait' },
  chooseUnit: { zh: '选择{unit}', en: 'Choose {unit}' },
  draftReminders: { zh: '起草提醒函', en: 'Draft reminders' },
  draftUrges: { zh: '起草督办函', en: 'Draft letters of supervision' },
  draftCircular: { zh: '起草通报', en: 'Draft a circular' },
  chosen: { zh: '已选 {n} 个单位、{shares} 项逾期责任', en: '{n|unit|units} with {shares|late share|late shares} chosen' },
  chooseShown: { zh: '全选所列 {n} 个', en: 'Choose all {n} listed' },
  lateSearch: { zh: '单位，或任务序号、名称', en: 'Unit, or number or title of a task' },
  taskNumber: { zh: '任务{n}', en: 'Task {n}' },
  waitTitle: {
    zh: '所选单位里有刚发过函的，建议等待，暂不再发{kind}',
    en: 'Some of these had a letter lately: better wait before drafting this ({kind})',
  },
  draftWithout: { zh: '去掉这些，起草其余的', en: 'Leave these out and draft the rest' },
  draftAll: { zh: '仍要写入，全部起草', en: 'Include them all the same' },
  chooseFirst: { zh: '先勾选单位', en: 'Choose units first' },

  noInstructions: { zh: '还没有登记批示', en: 'No instructions' },
  noInstructionsDetail: {
    zh: '领导的书面批示、会议要求、电话交办都可以登记，并交办给单位。',
    en: 'What leaders wrote, said in a meeting or by telephone is registered here and given to units.',
  },
  register: { zh: '登记批示', en: 'Register an instruction' },
  saidBy: { zh: '批示人', en: 'Said by' },
  saidByHint: { zh: '职务即可，如“市政府分管副市长”', en: 'The office is enough' },
  channel: { zh: '方式', en: 'How' },
  instructionWords: { zh: '批示内容', en: 'Words' },
  saidOn: { zh: '批示日期', en: 'Said on' },
  documentNumber: { zh: '批示所在文件的文号（可不填）', en: 'Number of the paper it stands on (optional)' },
  assignments: { zh: '交办', en: 'Given to' },
  unit: { zh: '单位', en: 'Unit' },
  task: { zh: '加快办理的任务（可不选）', en: 'Task it speeds up (optional)' },
  noTask: { zh: '另外的工作', en: 'Work of its own' },
  assignmentWords: { zh: '具体要求（不填即为批示内容）', en: 'What exactly (empty: the words above)' },
  dueOn: { zh: '办理期限', en: 'Due' },
  addAssignment: { zh: '再加一个单位', en: 'Add a unit' },
  removeAssignment: { zh: '去掉这一项', en: 'Remove' },
  settledOf: { zh: '办结 {n} / {all}', en: '{n} of {all} settled' },
  end: { zh: '办结批示', en: 'Mark it done' },
  withdraw: { zh: '撤回批示', en: 'Withdraw it' },
  result: { zh: '办理结果或撤回理由', en: 'Result, or why it is withdrawn' },
  choose: { zh: '请选择', en: 'Choose' },
} satisfies Record<string, Text>;

export const kLetterKinds: Record<Schemas['LetterKind'], Text> = {
  reminder: { zh: '提醒函', en: 'Reminder' },
  urge: { zh: '督办函', en: 'Letter of supervision' },
  circular: { zh: '通报', en: 'Circular' },
};

export const kLetterStates: Record<Schemas['LetterState'], Text> = {
  draft: { zh: '起草中', en: 'Draft' },
  submitted: { zh: '待签发', en: 'To be released' },
  released: { zh: '已签发', en: 'Released' },
  discarded: { zh: '已作废', en: 'Discarded' },
};

export const kLetterSteps: Record<Schemas['LetterStep'], Text> = {
  make: { zh: '起草', en: 'Drafted' },
  edit: { zh: '修改', en: 'Changed' },
  submit: { zh: '送签', en: 'Submit for release' },
  send_back: { zh: '退回修改', en: 'Send back' },
  release: { zh: '签发', en: 'Release' },
  discard: { zh: '作废', en: 'Discard' },
};

export const kDemandSources: Record<Schemas['DemandSource'], Text> = {
  letter: { zh: '督办函件', en: 'Letter' },
  instruction: { zh: '批示', en: 'Instruction' },
};

export const kDemandStates: Record<Schemas['DemandState'], Text> = {
  waiting: { zh: '待回复', en: 'Waits for an answer' },
  answered: { zh: '已回复，待核办', en: 'Answered' },
  returned: { zh: '退回补充', en: 'Sent back' },
  settled: { zh: '已办结', en: 'Settled' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

export const kDemandSteps: Record<Schemas['DemandStep'], Text> = {
  make: { zh: '交办', en: 'Asked' },
  answer: { zh: '回复', en: 'Answer' },
  send_back: { zh: '退回补充', en: 'Send back' },
  extend: { zh: '延期', en: 'Give more time' },
  settle: { zh: '办结', en: 'Settle' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
};

export const kChannels: Record<Schemas['InstructionChannel'], Text> = {
  written: { zh: '书面批示', en: 'In writing' },
  meeting: { zh: '会议要求', en: 'In a meeting' },
  telephone: { zh: '电话交办', en: 'By telephone' },
  other: { zh: '其他', en: 'Otherwise' },
};

export const kInstructionStates: Record<Schemas['InstructionState'], Text> = {
  open: { zh: '办理中', en: 'Open' },
  done: { zh: '已办结', en: 'Done' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};
