import type { Text } from '../../api/client';
import { kLetterKinds } from '../supervision/words';
import { kStateWords } from './words';

/** What the audit trail calls an action → what people call it. One unknown here shows as it is. */
export const kActionWords: Record<string, Text> = {
  'session.open': { zh: '登录', en: 'Signed in' },
  'session.close': { zh: '退出登录', en: 'Signed out' },
  'session.refuse': { zh: '登录被拒', en: 'Sign-in refused' },
  'password.change': { zh: '修改密码', en: 'Changed the password' },
  'password.reset': { zh: '凭链接重设密码', en: 'Set a new password by link' },
  'account.create': { zh: '添加人员', en: 'Added a person' },
  'account.change': { zh: '修改人员', en: 'Changed a person' },
  'account.activate': { zh: '凭链接启用账号', en: 'Activated the account by link' },
  'account.suspend': { zh: '停用账号', en: 'Suspended an account' },
  'account.resume': { zh: '恢复账号', en: 'Resumed an account' },
  'account.link': { zh: '生成一次性链接', en: 'Made a one-time link' },
  'administrator.create': { zh: '创建管理员', en: 'Created the administrator' },
  'administrator.link': { zh: '生成管理员链接', en: 'Made an administrator link' },
  'post.create': { zh: '添加职务', en: 'Gave a post' },
  'post.change': { zh: '调整职务', en: 'Changed a post' },
  'share.begin': { zh: '登记启动', en: 'Recorded a beginning' },
  'share.report': { zh: '报告进展', en: 'Reported progress' },
  'share.extend': { zh: '登记延期', en: 'Extended a deadline' },
  'share.meet_condition': { zh: '登记条件触发', en: 'Recorded a condition met' },
  'share.turn_routine': { zh: '登记转常态化', en: 'Turned into routine' },
  'share.end': { zh: '登记终止', en: 'Ended a share' },
  'share.close': { zh: '销号', en: 'Closed a share' },
  'share.reopen': { zh: '重新启动', en: 'Reopened a share' },
  'share.await_condition': { zh: '登记条件未触发', en: 'Recorded a condition not met' },
  'share.merge': { zh: '合并责任', en: 'Merged a share' },
  'share.split': { zh: '拆分责任', en: 'Split a share' },
  'share.reassign': { zh: '改由其他单位承担', en: 'Gave a share to another unit' },
  'share.override_status': { zh: '人工认定状态', en: 'Overrode a status' },
  'share.confirm_lead': { zh: '确认牵头单位', en: 'Confirmed the lead of a task' },
  'share.yield_lead': { zh: '不再牵头，改为配合', en: 'Made a former lead supporting' },
  'share.lift_override': { zh: '撤回人工认定', en: 'Took an override back' },
  'share.hand_down': { zh: '分办', en: 'Handed a share down' },
  'milestones.set': { zh: '设定节点', en: 'Drew up milestones' },
  'part.answer': { zh: '回复分办', en: 'Answered what was handed down' },
  'report.save': { zh: '保存报告草稿', en: 'Saved a report' },
  'report.submit': { zh: '报送报告', en: 'Submitted a report' },
  'report.acknowledge': { zh: '收悉报告', en: 'Acknowledged a report' },
  'report.ask': { zh: '商请补充报告', en: 'Asked for a supplement' },
  'report.verify': { zh: '核实报告', en: 'Verified a report' },
  'report.file_scan': { zh: '归入盖章件', en: 'Filed a stamped copy' },
  'closing.apply': { zh: '申请销号', en: 'Applied for closing' },
  'closing.opine': { zh: '对销号提出意见', en: 'Gave an opinion on a closing' },
  'closing.ask_successor': { zh: '改由其他单位承担后征求其意见', en: 'Asked who took an asked share over' },
  'closing.check': { zh: '核查销号申请', en: 'Checked a closing' },
  'closing.approve': { zh: '审批销号', en: 'Approved a closing' },
  'closing.send_back': { zh: '退回销号申请', en: 'Returned a closing' },
  'letter.make': { zh: '起草函件', en: 'Drafted a letter' },
  'letter.edit': { zh: '修改函件', en: 'Changed a letter' },
  'letter.submit': { zh: '函件送签', en: 'Submitted a letter' },
  'letter.send_back': { zh: '退回函件', en: 'Sent a letter back' },
  'letter.release': { zh: '签发函件', en: 'Released a letter' },
  'letter.scan': { zh: '归入盖章件', en: 'Filed a stamped copy' },
  'letter.discard': { zh: '作废函件', en: 'Discarded a letter' },
  'parameter.set': { zh: '设定参数的值', en: 'Set a value of a parameter' },
  'parameter.withdraw': { zh: '撤回参数的值', en: 'Withdrew a value of a parameter' },
  'demand.answer': { zh: '回复督办', en: 'Answered a demand' },
  'demand.send_back': { zh: '退回督办回复', en: 'Sent an answer back' },
  'demand.extend': { zh: '督办延期', en: 'Gave a demand more time' },
  'demand.settle': { zh: '督办办结', en: 'Settled a demand' },
  'demand.withdraw': { zh: '撤回督办', en: 'Withdrew a demand' },
  'instruction.make': { zh: '登记批示', en: 'Registered an instruction' },
  'instruction.assign': { zh: '交办批示', en: 'Assigned an instruction' },
  'instruction.done': { zh: '办结批示', en: 'Ended an instruction' },
  'instruction.withdraw': { zh: '撤回批示', en: 'Withdrew an instruction' },
  'file.keep': { zh: '上传文件', en: 'Brought a file' },
  'notice.settings': { zh: '修改接收设置', en: 'Changed how notices arrive' },
  'notice.retry': { zh: '重发没有送达的提醒', en: 'Tried undelivered notices again' },
  'calendar.make': { zh: '新建日历地址', en: 'Made a calendar address' },
  'calendar.revoke': { zh: '撤销日历地址', en: 'Revoked a calendar address' },
  'draft.upload': { zh: '上传文件起草', en: 'Uploaded a document to draft from' },
  'draft.decide': { zh: '核对起草事项', en: 'Decided drafted items' },
  'draft.correct': { zh: '更正起草事项', en: 'Corrected a drafted item' },
  'draft.split': { zh: '拆分起草事项', en: 'Split a drafted item' },
  'draft.merge': { zh: '合并起草事项', en: 'Merged drafted items' },
  'draft.add': { zh: '补充起草事项', en: 'Added a drafted item' },
  'draft.undo': { zh: '撤销核对', en: 'Took a decision back' },
  'draft.discard': { zh: '放弃草稿', en: 'Discarded a draft' },
  'admission.load': { zh: '载入招生方案', en: 'Loaded the scheme of an admission' },
  'admission.read_tracking': { zh: '查看招生流向', en: 'Saw where candidates went' },
  'admission_import.upload': { zh: '上传招生数据', en: 'Uploaded a file for an admission' },
  'admission_import.accept': { zh: '核对招生数据无误', en: 'Accepted a file for an admission' },
  'admission_import.reject': { zh: '退回招生数据', en: 'Refused a file for an admission' },
  'admission_import.apply': { zh: '写入招生数据', en: 'Wrote a file for an admission' },
  'admission_offer.add': { zh: '填报招生计划', en: 'Proposed seats' },
  'admission_offer.edit': { zh: '修改招生计划', en: 'Changed seats' },
  'admission_offer.submit': { zh: '报送招生计划', en: 'Handed in seats' },
  'admission_offer.approve': { zh: '批准招生计划', en: 'Approved seats' },
  'admission_offer.give_back': { zh: '退回招生计划', en: 'Sent seats back' },
  'admission_offer.withdraw': { zh: '撤回招生计划', en: 'Withdrew seats' },
  'admission_candidate.code': { zh: '发放考生登录码', en: 'Issued codes to candidates' },
  'admission_candidate.password': { zh: '考生设置密码', en: 'A candidate set a password' },
  'admission_session.open': { zh: '考生登录', en: 'A candidate signed in' },
  'admission_session.refuse': { zh: '考生登录被拒', en: 'Sign-in of a candidate refused' },
  'admission_choice.save': { zh: '保存志愿', en: 'Saved preferences' },
  'admission_choice.submit': { zh: '提交志愿', en: 'Submitted preferences' },
  'admission_reply.confirm': { zh: '确认录取', en: 'Confirmed a place' },
  'admission_reply.decline': { zh: '放弃录取', en: 'Declined a place' },
  'admission_run.freeze': { zh: '封存录取数据', en: 'Froze the data of a round' },
  'admission_run.allocate': { zh: '计算录取结果', en: 'Computed the result of a round' },
  'admission_run.publish': { zh: '公布录取结果', en: 'Published a result' },
  'admission_run.withdraw': { zh: '撤回录取结果', en: 'Withdrew a result' },
  'admission_run.read_text': { zh: '查看封存的录取数据', en: 'Read frozen data of a round' },
  'admission_run.read_admitted': { zh: '查看录取名单', en: 'Read who is admitted' },
  'admission_appeal.make': { zh: '考生申诉', en: 'A candidate appealed' },
  'admission_appeal.propose': { zh: '提出申诉处理意见', en: 'Proposed an answer to an appeal' },
  'admission_appeal.decide': { zh: '处理申诉', en: 'Decided an appeal' },
  'admission_award.add': { zh: '申报获奖', en: 'Put an award forward' },
  'admission_award.publicise': { zh: '公示获奖', en: 'Put an award up for objections' },
  'admission_award.object': { zh: '对获奖提出异议', en: 'Objected to an award' },
  'admission_award.certify': { zh: '认定获奖', en: 'Certified an award' },
  'admission_award.reject': { zh: '不予认定获奖', en: 'Rejected an award' },
  'admission_award.read_list': { zh: '查看获奖名单', en: 'Read the list of awards' },
  'collection.approve': { zh: '审核通过填报', en: 'Approved what was reported' },
  'collection.lock': { zh: '锁定填报', en: 'Locked a period of reporting' },
  'collection.remind': { zh: '催报', en: 'Reminded who had not reported' },
  'collection.stamp': { zh: '归入盖章件', en: 'Filed a stamped copy' },
  'funding.release': { zh: '公布经费情况', en: 'Published the funding' },
  'funding.withdraw': { zh: '撤回公布的经费情况', en: 'Withdrew published funding' },
  'sample.world': { zh: '写入示例数据', en: 'Wrote the sample data' },
  'draft.finish': { zh: '由草稿载入方案', en: 'Loaded the plan of a draft' },
};

/** What stands before the point of an action. Registers have their own titles. */
export const kAreaWords: Record<string, Text> = {
  session: { zh: '登录', en: 'Signing in' },
  password: { zh: '密码', en: 'Passwords' },
  account: { zh: '人员', en: 'People' },
  administrator: { zh: '管理员', en: 'Administrators' },
  post: { zh: '职务', en: 'Posts' },
  share: { zh: '任务', en: 'Tasks' },
  milestones: { zh: '节点', en: 'Milestones' },
  part: { zh: '分办', en: 'Handing down' },
  report: { zh: '进展报告', en: 'Reports' },
  closing: { zh: '销号', en: 'Closing' },
  letter: { zh: '函件', en: 'Letters' },
  demand: { zh: '督办', en: 'Demands' },
  instruction: { zh: '批示', en: 'Instructions' },
  file: { zh: '文件', en: 'Files' },
  notice: { zh: '提醒', en: 'Notices' },
  calendar: { zh: '日历', en: 'Calendars' },
  draft: { zh: '起草方案', en: 'Drafting' },
  parameter: { zh: '参数', en: 'Parameters' },
  admission: { zh: '招生录取', en: 'Admission' },
  admission_import: { zh: '招生数据', en: 'Files of an admission' },
  admission_offer: { zh: '招生计划', en: 'Seats' },
  admission_candidate: { zh: '考生', en: 'Candidates' },
  admission_session: { zh: '考生登录', en: 'Signing in of candidates' },
  admission_choice: { zh: '志愿', en: 'Preferences' },
  admission_reply: { zh: '录取确认', en: 'Replies to a place' },
  admission_run: { zh: '录取', en: 'Rounds of admission' },
  admission_appeal: { zh: '申诉', en: 'Appeals' },
  admission_award: { zh: '获奖', en: 'Awards' },
  collection: { zh: '填报', en: 'Reporting' },
  funding: { zh: '经费公布', en: 'Published funding' },
  sample: { zh: '示例数据', en: 'Sample data' },
};

const kRecordWords: Record<string, Text> = {
  create: { zh: '新建', en: 'created' },
  change: { zh: '修改', en: 'changed' },
  remove: { zh: '删除', en: 'removed' },
  restore: { zh: '恢复', en: 'restored' },
  import: { zh: '导入', en: 'imported' },
  import_undo: { zh: '撤销导入', en: 'import undone' },
  export: { zh: '导出', en: 'exported' },
  sign: { zh: '会签', en: 'signed' },
  reveal: { zh: '查看敏感信息', en: 'sensitive value shown' },
};

/** What people call an action; `registers` are the titles of registers by their names. */
export function actionText(action: string, registers: Map<string, Text>): Text {
  const known = kActionWords[action];
  if (known) return known;
  const point = action.indexOf('.');
  const title = registers.get(action.slice(0, point));
  if (!title) return { zh: action, en: action };
  const step = action.slice(point + 1);
  const verb = kRecordWords[step] ?? { zh: step, en: step };
  return { zh: `${title.zh}：${verb.zh}`, en: `${title.en}: ${verb.en}` };
}

/** A detail such as "task=9 unit=x version=3": its named values, and what has no name. */
export function detailParts(detail: string): { values: Record<string, string>; rest: string } {
  const values: Record<string, string> = {};
  const rest: string[] = [];
  for (const word of detail.split(' ')) {
    const equals = word.indexOf('=');
    if (equals > 0) values[word.slice(0, equals)] = word.slice(equals + 1);
    else if (word) rest.push(word);
  }
  return { values, rest: rest.join(' ') };
}

function same(text: string): Text {
  return { zh: text, en: text };
}

function bytesText(bytes: number): Text {
  if (bytes < 1024) return { zh: `${bytes} 字节`, en: `${bytes} bytes` };
  const kilo = bytes / 1024;
  return same(kilo < 1024 ? `${kilo.toFixed(1)} KB` : `${(kilo / 1024).toFixed(1)} MB`);
}

function daysText(from: string, to: string | undefined): Text {
  return to ? { zh: `${from}至${to}`, en: `${from} to ${to}` } : { zh: `${from}起`, en: `from ${from}` };
}

function stateText(state: string): Text {
  return (kStateWords as Record<string, Text>)[state] ?? same(state);
}

type UnitName = (id: string) => Text;

/** One named value in words; nothing for what the subject says already or nobody can read. */
function valueText(name: string, value: string, roles: Map<string, Text>, unitName: UnitName): Text | undefined {
  switch (name) {
    case 'account':
    case 'task':
    case 'unit':
    case 'share':
    case 'part':
    case 'sha256':
      return undefined;
    case 'asked': {
      const unit = unitName(value);
      return { zh: `征求${unit.zh}意见`, en: `asked ${unit.en}` };
    }
    case 'role':
      return roles.get(value) ?? same(value);
    case 'kind':
      return (kLetterKinds as Record<string, Text>)[value] ?? same(value);
    case 'shares':
      return { zh: `${value}项责任`, en: `${value} shares` };
    case 'milestones':
      return { zh: `${value}个节点`, en: `${value} milestones` };
    case 'for_all':
      return value === 'true' ? { zh: '各责任单位共用', en: 'for all units' } : undefined;
    case 'assignments':
      return { zh: `交办${value}项`, en: `${value} assignments` };
    case 'parts':
      return { zh: `分给${value}家`, en: `to ${value}` };
    case 'mail':
      return value === 'yes' ? { zh: '接收邮件', en: 'by mail too' } : { zh: '不收邮件', en: 'not by mail' };
    case 'size':
      return bytesText(Number(value));
    case 'from':
      return daysText(value, undefined);
    case 'version':
      return { zh: `第${value}版`, en: `version ${value}` };
    case 'state': {
      const [before, after] = value.split('..').map(stateText);
      if (!before || !after) return same(value);
      return before.zh === after.zh ? before : { zh: `由${before.zh}改为${after.zh}`, en: `${before.en} to ${after.en}` };
    }
    default:
      return same(value);
  }
}

/** What the program writes without a name, as a pattern and its words. What fits none is shown. */
const kSentences: [RegExp, (found: string[]) => Text][] = [
  [
    /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)?( acting)?$/,
    ([, from = '', to, acting]) => {
      const days = daysText(from, to);
      return acting ? { zh: `${days.zh}（代理）`, en: `${days.en} (acting)` } : days;
    },
  ],
  [
    /^from (\S+)\.\.(\S*)(?: acting)? to (\S+)\.\.(\S*)(?: acting)?$/,
    ([, from = '', to, from_now = '', to_now]) => {
      const before = daysText(from, to);
      const after = daysText(from_now, to_now);
      return { zh: `由${before.zh}改为${after.zh}`, en: `${before.en}, now ${after.en}` };
    },
  ],
  [/^version (\d+)$/, ([, n]) => ({ zh: `第${n}版`, en: `version ${n}` })],
  [/^activate$/, () => ({ zh: '用于启用账号', en: 'to activate the account' })],
  [/^reset_password$/, () => ({ zh: '用于重设密码', en: 'to set a new password' })],
  [/^backdated$/, () => ({ zh: '追溯', en: 'backdated' })],
  [/^(\d+) items$/, ([, n]) => ({ zh: `${n}项`, en: `${n} items` })],
  [/^(\d+) records$/, ([, n]) => ({ zh: `${n}条记录`, en: `${n} records` })],
  [/^(\d+) bytes$/, ([, n]) => bytesText(Number(n))],
  [
    /^(\d+) new, (\d+) changed of (\d+) rows$/,
    ([whole = '', made, changed, rows]) => ({ zh: `共${rows}行，新增${made}、修改${changed}`, en: whole }),
  ],
];

/** The detail of an entry in words; `roles` are the titles of roles by their ids. */
export function detailTexts(detail: string, roles: Map<string, Text>, unitName: UnitName = same): Text[] {
  const { values, rest } = detailParts(detail);
  const texts = Object.entries(values).flatMap(([name, value]) => valueText(name, value, roles, unitName) ?? []);
  if (rest === '') return texts;
  for (const [pattern, text] of kSentences) {
    const found = pattern.exec(rest);
    if (found) return [...texts, text([...found])];
  }
  return [...texts, same(rest)];
}

/** Where what an entry is about can be seen; nothing for what has no page of its own. `registers`
 *  are those that the reader may open. */
export function subjectAddress(
  action: string,
  subject: string,
  detail: string,
  registers: Map<string, Text>,
): string | undefined {
  const { values } = detailParts(detail);
  const [area = '', step = ''] = action.split('.');
  const key = encodeURIComponent(subject);
  if (area === 'letter') return `/letters/${key}`;
  if (area === 'instruction') return `/instructions/${key}`;
  if (area === 'closing') return `/plan/closings/${key}`;
  if (area === 'report' && values.share && values.period) {
    return `/plan/shares/${values.share}/reports/${values.period}`;
  }
  if (area === 'part' && values.share && values.period) {
    return `/plan/shares/${values.share}/parts?period=${values.period}`;
  }
  if (values.task) return `/plan/tasks/${values.task}`;
  if (!registers.has(area)) return undefined;
  return ['import', 'import_undo', 'export'].includes(step) ? `/registers/${area}` : `/registers/${area}/${key}`;
}
