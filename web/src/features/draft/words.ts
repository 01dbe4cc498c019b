import type { Schemas, Text } from '../../api/client';
import type { Kind } from './order';

export const draftWords = {
  lead: {
    zh: '上传方案、意见或任务清单，程序读出条款、任务、单位、期限和数字；您核对以后载入。',
    en: 'Upload a plan, an opinion or a list of tasks: measures, tasks, units, deadlines and numbers are read from it; you confirm them, then the plan is loaded.',
  },
  // 上传
  drop: { zh: '把文件拖到这里', en: 'Drop a file here' },
  choose: { zh: '选择文件', en: 'Choose a file' },
  kindsTaken: {
    zh: 'DOCX、PDF、OFD、网页、文本；DOC、WPS 在装有 LibreOffice 的服务器上也可以。最大 {size} MB。',
    en: 'DOCX, PDF, OFD, web page, text; DOC and WPS where the server has LibreOffice. At most {size} MB.',
  },
  uploading: { zh: '正在上传“{name}”：{percent}%', en: 'Uploading “{name}”: {percent}%' },
  uploaded: { zh: '已上传，正在读取……', en: 'Uploaded; now it is read…' },
  stop: { zh: '停止上传', en: 'Stop' },
  tooLarge: { zh: '文件过大', en: 'The file is too large' },
  tooLargeDetail: {
    zh: '“{name}”有 {size} MB，最大 {most} MB。图片很多的文件请另存为不含图片的 DOCX。',
    en: '“{name}” has {size} MB; at most {most} MB are taken. Save a file with many pictures as a DOCX without them.',
  },
  emptyFile: { zh: '这是一个空文件', en: 'This file is empty' },
  emptyFileDetail: {
    zh: '请检查选的是不是这份文件。',
    en: 'Check that this is the file you meant.',
  },
  oneFile: { zh: '一次上传一份文件', en: 'One file at a time' },
  oneFileDetail: {
    zh: '附件请并入正文文件，或分别上传。',
    en: 'Put annexes into the same file, or upload them one after another.',
  },

  // 列表
  noDrafts: { zh: '还没有上传过文件', en: 'Nothing has been uploaded yet' },
  noDraftsDetail: {
    zh: '上传一份方案，几秒钟后就可以核对。',
    en: 'Upload a plan; a few seconds later it can be reviewed.',
  },
  draftsTitle: { zh: '文件', en: 'Documents' },
  madeBy: { zh: '{who}上传于{when}', en: 'uploaded by {who}, {when}' },
  reviewIt: { zh: '核对', en: 'Review' },
  goOn: { zh: '继续核对', en: 'Go on' },
  lookAt: { zh: '查看', en: 'Look at it' },
  discard: { zh: '放弃', en: 'Give up' },
  discardAsk: {
    zh: '放弃“{title}”？已经核对的 {n} 项不再使用，文件和记录仍然保留，但不能再继续。',
    en: 'Give up “{title}”? The {n|confirmed item is|confirmed items are} not used; file and records are kept, but the review cannot go on.',
  },
  discardFailedAsk: {
    zh: '放弃没有读成的“{title}”？它不再等待处理，上传记录仍然保留。',
    en: 'Give up “{title}”, which could not be read? It waits for nobody then; the record of the upload is kept.',
  },

  // 核对
  reviewLead: {
    zh: '左边是原文，右边是读出来的内容。先看存疑的，其余成批接受。',
    en: 'The document is on the left, what was read from it on the right. Look at the unsure ones first, accept the rest together.',
  },
  progress: { zh: '已核对 {done} / {all}', en: '{done} of {all} confirmed' },
  progressUnsure: { zh: '存疑 {n}', en: '{n} unsure' },
  lowConfidence: {
    zh: '文字是从图片里识别出来的，每个字都可能有错，请对照扫描件。',
    en: 'The text was recognised in pictures: every character may be wrong. Compare with the scan.',
  },
  documentPane: { zh: '原文', en: 'Document' },
  itemsPane: { zh: '读出的内容', en: 'What was read' },
  panes: { zh: '看原文还是看内容', en: 'Document or items' },
  allKinds: { zh: '全部种类', en: 'All kinds' },
  kind: { zh: '种类', en: 'Kind' },
  openOnly: { zh: '只看待核对', en: 'Only undecided' },
  help: { zh: '键盘', en: 'Keyboard' },
  groupUnsure: { zh: '存疑，先看', en: 'Unsure, look first' },
  acceptSure: { zh: '接受有把握的 {n} 项', en: 'Accept {n} sure ones' },
  acceptSureAll: { zh: '接受全部有把握的 {n} 项', en: 'Accept all {n} sure ones' },
  nothingOpen: { zh: '都核对完了', en: 'Everything is confirmed' },
  toFinish: { zh: '检查并载入', en: 'Check and load' },
  accept: { zh: '接受', en: 'Accept' },
  correct: { zh: '修改', en: 'Correct' },
  split: { zh: '拆分', en: 'Split' },
  merge: { zh: '合并', en: 'Merge' },
  reject: { zh: '不要', en: 'Leave out' },
  undo: { zh: '撤销', en: 'Undo' },
  add: { zh: '添加', en: 'Add' },
  showPlace: { zh: '看原文', en: 'Show in the document' },
  unsure: { zh: '存疑', en: 'unsure' },
  onlyIfAccepted: {
    zh: '正文里顺带说的，接受了才写入方案。',
    en: 'Said in passing: it joins the plan only if you accept it.',
  },
  decidedBy: { zh: '{who}，{when}', en: '{who}, {when}' },
  mergedInto: { zh: '已并入另一项', en: 'merged into another item' },
  findings: { zh: '文件本身的问题', en: 'Doubts about the document' },
  notUnderstood: { zh: '没有读懂的地方', en: 'Not understood' },
  remarks: { zh: '读取说明', en: 'How it was read' },
  addFrom: {
    zh: '从选中的 {n} 个字添加',
    en: 'Add from the {n|selected character|selected characters}',
  },
  textMissing: { zh: '没有可以显示的文字', en: 'There is no text to show' },
  itemsMissing: { zh: '没有读出任何内容', en: 'Nothing was read from it' },
  itemsMissingDetail: {
    zh: '可以在原文里选中文字，自己添加。',
    en: 'Select words in the document and add items yourself.',
  },
  setApart: { zh: '不是正文（{what}），没有读', en: 'Not part of the text ({what}), not read' },

  // 修改、拆分、合并、添加
  correctTitle: { zh: '修改{kind}', en: 'Correct: {kind}' },
  splitTitle: { zh: '拆分{kind}', en: 'Split: {kind}' },
  mergeTitle: { zh: '合并{kind}', en: 'Merge: {kind}' },
  addTitle: { zh: '添加{kind}', en: 'Add: {kind}' },
  saveIt: { zh: '保存', en: 'Save' },
  splitWhere: { zh: '从哪一句分开', en: 'Where the second part begins' },
  firstPart: { zh: '第一项', en: 'First' },
  secondPart: { zh: '第二项', en: 'Second' },
  mergeWith: { zh: '与哪一项合并', en: 'Merge with' },
  mergeNobody: { zh: '没有同类的另一项可以合并。', en: 'There is no other item of this kind.' },
  english: { zh: '英文', en: 'English' },
  addRow: { zh: '加一行', en: 'Add a row' },
  removeRow: { zh: '去掉这一行', en: 'Remove this row' },
  staleWho: { zh: '{who}刚刚处理了“{title}”', en: '{who} has just dealt with “{title}”' },
  staleDecision: {
    zh: '{who}刚刚处理了“{title}”，您的这一步没有生效。现在的样子已经显示出来，请再看一次。',
    en: '{who} has just dealt with “{title}”, so your step did not count. It is shown as it is now: please look again.',
  },
  staleSome: {
    zh: '有人刚刚处理了其中的内容，已经换成现在的样子，请再看一次。',
    en: 'Somebody has just dealt with some of this. It is shown as it is now: please look again.',
  },

  // 检查并载入
  finishTitle: { zh: '检查并载入', en: 'Check and load' },
  backToReview: { zh: '回到核对', en: 'Back to the review' },
  stillOpen: {
    zh: '还有 {n} 项没有核对，核对完才能载入。',
    en: '{n|item is|items are} not confirmed yet; the plan can be loaded after that.',
  },
  faults: { zh: '还不能成为方案', en: 'Not a plan yet' },
  faultsDetail: { zh: '请先改好下面几处。', en: 'Put these right first.' },
  movedTitle: { zh: '编号变了的任务', en: 'Tasks that were renumbered' },
  movedLead: {
    zh: '从用词看，这些就是在用方案里换了编号的任务。直接载入，原编号的进展记录会记到别的任务名下：请回到核对页，把它们的编号改回原来的，新增的任务用新编号。',
    en: 'By their wording these are tasks of the plan in use under other numbers. Loaded like this, the records of the old numbers would pass to other tasks: go back, give them their old numbers, and new numbers to what is new.',
  },
  movedLine: { zh: '{title}：原任务 {from}，现在是任务 {to}', en: '{title}: was task {from}, is now task {to}' },
  checkFindings: { zh: '方案体检', en: 'Plan check' },
  checkFindingsLead: {
    zh: '这些是方案本身的问题，不妨碍载入；载入以后在“方案体检”里逐条处理。',
    en: 'These are questions about the plan itself. They do not prevent loading and stay under “Plan check”.',
  },
  noCheckFindings: { zh: '体检没有发现问题。', en: 'The check found nothing.' },
  changes: { zh: '与在用方案相比', en: 'Against the plan in use' },
  noChanges: { zh: '与在用方案没有不同。', en: 'No difference from the plan in use.' },
  loadIt: { zh: '载入方案', en: 'Load the plan' },
  replaceIt: {
    zh: '用它代替在用的方案。原方案的记录都保留，换回来还在。',
    en: 'Put it in the place of the plan in use. The records of that plan are kept and come back with it.',
  },
  loaded: { zh: '方案已载入', en: 'The plan is loaded' },
  loadedNew: {
    zh: '新增 {added} 份责任，修改 {revised} 份，撤回 {withdrawn} 份。',
    en: '{added|share|shares} added, {revised} revised, {withdrawn} withdrawn.',
  },
  restarting: {
    zh: '系统正在换用这份方案，几秒钟就好……',
    en: 'The system is changing over to this plan; it takes a few seconds…',
  },
  restartSlow: {
    zh: '换用方案比平时慢。可以稍后再打开看板；一直不行，请与管理员联系。',
    en: 'The change takes longer than usual. Open the board a little later; if it stays so, contact the administrator.',
  },
  keptFolder: {
    zh: '这是另一个地区的方案，已存为文件夹 {folder}，交给该地区的服务器使用。',
    en: 'This plan is of another region. It was kept as the folder {folder} for the server of that region.',
  },
  asFolder: { zh: '下载方案文件夹（ZIP）', en: 'Download the plan folder (ZIP)' },
  openBoard: { zh: '打开看板', en: 'Open the board' },

  // 键盘
  keysTitle: { zh: '键盘操作', en: 'Keys' },
} satisfies Record<string, Text>;

/** What an item lacks, and what to do about it. */
export const kLackWords: Record<'responsible' | 'members', Text> = {
  responsible: {
    zh: '没有读出责任单位：请补上，或者不要这一项。',
    en: 'No responsible unit was read: add one, or leave this item out.',
  },
  members: {
    zh: '没有成员的统称谁也不欠任务：请选出包括哪些单位；单位还不在表里的，先添加单位。',
    en: 'Words for several units that name none bind nobody: choose the units, adding those that are not known yet.',
  },
};

export const kKindWords: Record<Kind, Text> = {
  plan: { zh: '文件', en: 'Document' },
  goal: { zh: '目标', en: 'Goal' },
  group: { zh: '方面', en: 'Group' },
  measure: { zh: '条款', en: 'Measure' },
  task: { zh: '任务', en: 'Task' },
  commitment: { zh: '指标', en: 'Commitment' },
  body: { zh: '机构', en: 'Body' },
  duty: { zh: '定期工作', en: 'Recurring duty' },
  unit: { zh: '单位', en: 'Unit' },
  scope: { zh: '统称', en: 'Collective word' },
};

export const kItemStateWords: Record<Schemas['ItemState'], Text> = {
  undecided: { zh: '待核对', en: 'Undecided' },
  accepted: { zh: '已接受', en: 'Accepted' },
  corrected: { zh: '已修改', en: 'Corrected' },
  rejected: { zh: '不要', en: 'Left out' },
  added: { zh: '自己加的', en: 'Added' },
};

export const kDraftStateWords: Record<Schemas['DraftState'], Text> = {
  reading: { zh: '正在读取', en: 'Being read' },
  review: { zh: '核对中', en: 'Under review' },
  finishing: { zh: '正在成案', en: 'Becoming the plan' },
  failed: { zh: '没能读出', en: 'Could not be read' },
  finished: { zh: '已载入', en: 'Loaded' },
  discarded: { zh: '已放弃', en: 'Given up' },
};

export const kFileKindWords: Record<Schemas['DocumentKind'], Text> = {
  text: { zh: '文本', en: 'Text' },
  html: { zh: '网页', en: 'Web page' },
  docx: { zh: 'Word', en: 'Word' },
  pdf: { zh: 'PDF', en: 'PDF' },
  scanned_pdf: { zh: '扫描件', en: 'Scan' },
  ofd: { zh: 'OFD', en: 'OFD' },
  legacy_office: { zh: 'DOC / WPS', en: 'DOC / WPS' },
};

export const kPartWords: Partial<Record<Schemas['DocumentPartKind'], Text>> = {
  navigation: { zh: '网页导航', en: 'navigation' },
  repetition: { zh: '重复内容', en: 'repetition' },
  page_furniture: { zh: '页码、页眉', en: 'page numbers' },
};

export const kEffectWords: Record<Schemas['DraftEffect'], Text> = {
  new_version: {
    zh: '这是在用方案的新版本：任务照新内容调整，进展记录跟着任务编号走。',
    en: 'A new version of the plan in use: tasks follow the new text, and records stay with the number of their task.',
  },
  first_plan: {
    zh: '系统还没有自己的方案，这份就是第一份。',
    en: 'The system has no plan of its own yet: this is the first.',
  },
  other_plan: {
    zh: '系统正在使用另一份方案：{title}。',
    en: 'The system is using another plan: {title}.',
  },
  other_region: {
    zh: '这是另一个地区的方案，不能在本系统使用；会存成文件夹，交给那个地区的服务器。',
    en: 'This plan is of another region and cannot be used here; it is kept as a folder for the server of that region.',
  },
};

/** Labels of members, in forms and on cards. */
export const kFieldWords = {
  id: { zh: '代号', en: 'Id' },
  region: { zh: '区划代码', en: 'Division code' },
  title: { zh: '标题', en: 'Title' },
  short_title: { zh: '简称', en: 'Short title' },
  document_number: { zh: '文号', en: 'Document number' },
  issuer: { zh: '发文机关', en: 'Issued by' },
  signed_on: { zh: '签发日期', en: 'Signed on' },
  formed_on: { zh: '成文日期', en: 'Formed on' },
  published_on: { zh: '发布日期', en: 'Published on' },
  based_on: { zh: '依据文件', en: 'Based on' },
  index_number: { zh: '索引号', en: 'Index number' },
  text: { zh: '内容', en: 'Text' },
  number: { zh: '编号', en: 'Number' },
  group: { zh: '所属方面', en: 'Group' },
  responsible: { zh: '责任单位', en: 'Responsible' },
  deadline: { zh: '完成时限', en: 'Deadline' },
  deadline_written: { zh: '时限原文', en: 'Deadline as written' },
  deadline_on: { zh: '最后一天', en: 'Last day' },
  deadline_reading: { zh: '为什么是这一天', en: 'Why that day' },
  deadline_certain: { zh: '原文写明了日子', en: 'The document gives the day' },
  measures: { zh: '落实条款', en: 'Carries out' },
  results: { zh: '成果', en: 'Result' },
  conditions: { zh: '前提条件', en: 'Conditions' },
  condition_part: {
    zh: '等它的是哪一部分（空着：整个任务）',
    en: 'What waits for it (empty: all of it)',
  },
  comparator: { zh: '怎样比较', en: 'Compared' },
  value: { zh: '数值', en: 'Value' },
  value_to: { zh: '到', en: 'to' },
  unit_name: { zh: '计量单位', en: 'Unit of measure' },
  written: { zh: '原文写法', en: 'As written' },
  base: { zh: '基数', en: 'Base' },
  period: { zh: '多久一次', en: 'How often' },
  due_on: { zh: '到哪一天', en: 'By' },
  for_units: { zh: '对谁', en: 'For whom' },
  owner: { zh: '负责单位', en: 'Owner' },
  source: { zh: '出处', en: 'Source' },
  source_measure: { zh: '出自第几条', en: 'From measure' },
  source_task: { zh: '出自任务', en: 'From task' },
  source_section: { zh: '出自哪一部分', en: 'From section' },
  guide_value: { zh: '原则上（只作引导）', en: 'A guide value' },
  aspiration: { zh: '力争', en: 'An aspiration' },
  name: { zh: '全称', en: 'Full name' },
  short_name: { zh: '简称', en: 'Short name' },
  aliases: { zh: '其他写法', en: 'Other spellings' },
  unit_kind: { zh: '类别', en: 'Kind' },
  parent: { zh: '上级', en: 'Belongs to' },
  words: { zh: '原文用词', en: 'Words' },
  units: { zh: '单位', en: 'Units' },
  scope_units: { zh: '包括哪些单位', en: 'Units meant' },
  reading: { zh: '为什么这样理解', en: 'Why this reading' },
  settled: { zh: '没有疑问', en: 'Settled' },
  office: { zh: '办公室设在', en: 'Office in' },
  seats: { zh: '席位', en: 'Seats' },
  seat: { zh: '席位', en: 'Seat' },
  person: { zh: '姓名', en: 'Name' },
  position: { zh: '职务', en: 'Position' },
  rules: { zh: '工作规则', en: 'Rules' },
  duties: { zh: '职责', en: 'Duties' },
  due_month: { zh: '周期内第几个月', en: 'Month of the period' },
  due_day: { zh: '几日', en: 'Day' },
  role: { zh: '分工', en: 'Role' },
  unit: { zh: '单位', en: 'Unit' },
} satisfies Record<string, Text>;

export const kRoleWords: Record<Schemas['Role'], Text> = {
  lead: { zh: '牵头（原文写明）', en: 'Lead (as written)' },
  presumed_lead: { zh: '推定牵头（排第一）', en: 'Presumed lead (first)' },
  supporting: { zh: '配合', en: 'Supporting' },
};

/** Behind the name of a unit, where the lead is worth a word. */
export const kRoleSigns: Partial<Record<Schemas['Role'], Text>> = {
  lead: { zh: '（牵头）', en: ' (lead)' },
  presumed_lead: { zh: '（推定牵头）', en: ' (presumed lead)' },
};

export const kComparatorWords: Record<Schemas['Comparator'], Text> = {
  at_least: { zh: '不低于', en: 'at least' },
  at_most: { zh: '不高于', en: 'at most' },
  equal: { zh: '等于', en: 'exactly' },
  about: { zh: '左右', en: 'about' },
  between: { zh: '区间', en: 'between' },
  all: { zh: '全部', en: 'all' },
};

export const kPeriodWords: Record<Schemas['Period'], Text> = {
  once: { zh: '一次，到期为止', en: 'once, by a day' },
  each_month: { zh: '每月', en: 'each month' },
  each_quarter: { zh: '每季度', en: 'each quarter' },
  each_half_year: { zh: '每半年', en: 'each half year' },
  each_year: { zh: '每年', en: 'each year' },
};

export const kResultWords: Record<Schemas['Result'], Text> = {
  number: { zh: '数字', en: 'a number' },
  document: { zh: '文件', en: 'a document' },
  list: { zh: '清单', en: 'a list' },
  standing: { zh: '经常性工作', en: 'standing work' },
};

export const kUnitKindWords: Record<Schemas['UnitKind'], Text> = {
  province: { zh: '省', en: 'Province' },
  city: { zh: '市', en: 'City' },
  county: { zh: '县（市、区）', en: 'County' },
  park: { zh: '园区', en: 'Park' },
  department: { zh: '部门', en: 'Department' },
  party: { zh: '党委部门', en: 'Party body' },
  association: { zh: '群团、协会', en: 'Association' },
  school: { zh: '学校', en: 'School' },
  college: { zh: '学院', en: 'College' },
  education_group: { zh: '教育集团', en: 'Education group' },
  enterprise: { zh: '企业', en: 'Enterprise' },
};

export const kKeys: readonly { keys: string; what: Text }[] = [
  { keys: 'j  k', what: { zh: '下一项、上一项', en: 'next, previous item' } },
  { keys: 'a', what: { zh: '接受，看下一项', en: 'accept and go on' } },
  { keys: 'Shift A', what: { zh: '接受这一类有把握的', en: 'accept the sure ones of this kind' } },
  { keys: 'x', what: { zh: '不要，看下一项', en: 'leave out and go on' } },
  { keys: 'e', what: { zh: '修改', en: 'correct' } },
  { keys: 's', what: { zh: '拆分', en: 'split' } },
  { keys: 'm', what: { zh: '合并', en: 'merge' } },
  {
    keys: 'n',
    what: { zh: '添加（先在原文里选中文字）', en: 'add (select words in the document first)' },
  },
  { keys: 'u', what: { zh: '撤销上一步', en: 'undo the last step' } },
  { keys: 'g', what: { zh: '看原文', en: 'show in the document' } },
  { keys: 'Ctrl Enter', what: { zh: '保存正在填写的', en: 'save what is being filled in' } },
  { keys: 'Esc', what: { zh: '放弃正在填写的', en: 'give up what is being filled in' } },
  { keys: '?', what: { zh: '显示或收起本说明', en: 'show or hide this help' } },
];
