import type { Schemas, Text } from '../../api/client';

export const noticeWords = {
  bell: { zh: '提醒', en: 'Notices' },
  bellCount: { zh: '提醒，{n} 条未读', en: 'Notices, {n} unread' },
  lead: {
    zh: '到期、督办函件、批示和回复，销号、分办和任务调整。',
    en: 'Deadlines, letters, instructions and answers, closing, and work that is handed down or changed.',
  },
  none: { zh: '没有提醒', en: 'No notices' },
  noneUnread: { zh: '没有未读的提醒', en: 'Nothing unread' },
  readAll: { zh: '全部标为已读', en: 'Mark all as read' },
  all: { zh: '全部提醒', en: 'All notices' },
  unread: { zh: '未读', en: 'unread' },
  copy: { zh: '复制', en: 'Copy' },
  more: { zh: '更早的', en: 'Earlier' },
  settings: { zh: '接收设置', en: 'How I am told' },
  settingsLead: {
    zh: '提醒总在这里看得到；填了邮箱，还会发邮件。发出的内容里没有个人信息。',
    en: 'Notices always stand here. With a mail address they are mailed too. What leaves has no personal data.',
  },
  webhookToo: {
    zh: '这台服务器还把提醒转到单位的消息平台（短信、钉钉等），也按下面的时间。',
    en: 'This server also hands notices on to a message gateway (SMS, DingTalk), at the hours below.',
  },
  noMail: {
    zh: '这台服务器没有配置邮件，填写的邮箱要等管理员配置后才用得上。',
    en: 'This server was not told how to send mail; the address is used once it is.',
  },
  email: { zh: '邮箱', en: 'Mail address' },
  emailHint: { zh: '不要邮件就空着', en: 'Leave empty for no mail' },
  pace: { zh: '什么时候发', en: 'When' },
  daily: { zh: '每天汇总一封', en: 'One a day' },
  at_once: { zh: '随时发', en: 'At once' },
  never: { zh: '不发', en: 'Never' },
  dailyHour: { zh: '每天几点', en: 'Hour of the day' },
  quietFrom: { zh: '免打扰从', en: 'Quiet from' },
  quietTo: { zh: '到', en: 'to' },
  hour: { zh: '{n} 点', en: '{n}:00' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存。', en: 'Saved.' },

  undelivered: { zh: '没有送达的提醒', en: 'Notices that were not delivered' },
  undeliveredLead: {
    zh: '对方恢复后会自动补发，最多试30天；本人在铃铛里都看得到。',
    en: 'They are sent once the other side is back, tried for up to 30 days. Everybody has them in the bell.',
  },
  undeliveredCount: { zh: '{n} 条，涉及 {people} 人', en: '{n} notices to {people} people' },
  undeliveredSince: { zh: '最早一条{at}', en: 'the oldest of {at}' },
  nextAttempt: { zh: '下次{at}再试', en: 'next attempt {at}' },
  why: { zh: '原因：', en: 'Reason:' },
  tryAgain: { zh: '现在重发（{channel}）', en: 'Try again now ({channel})' },
} satisfies Record<string, Text>;

export const kChannels: Record<Schemas['Channel'], Text> = {
  mail: { zh: '邮件', en: 'Mail' },
  webhook: { zh: '消息平台', en: 'Message gateway' },
};

export const kDeliveryStates: Record<Schemas['DeliveryState'], Text> = {
  waiting: { zh: '等待再试', en: 'Waits for another attempt' },
  sending: { zh: '正在发送', en: 'Being sent' },
  sent: { zh: '已发送', en: 'Sent' },
  unsure: { zh: '可能已送达，不重发', en: 'May have arrived; not sent twice' },
  given_up: { zh: '已停止尝试', en: 'Given up' },
};
