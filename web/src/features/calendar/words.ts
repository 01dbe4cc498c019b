import type { Text } from '../../api/client';

export const calendarWords = {
  title: { zh: '日历订阅', en: 'Calendar' },
  lead: {
    zh: '把本单位的任务时限、填报期限和回复期限订阅到手机或电脑的日历里，提前三天和当天上午九点提醒。',
    en: 'Your unit’s deadlines in the calendar of your phone or computer, with alarms three days before and on the day.',
  },
  secret: {
    zh: '地址就是钥匙：谁有它，谁就看得到。只显示这一次，请马上复制；泄露了就撤销，再建一个。',
    en: 'The address is the key: whoever has it can read. It is shown only now; copy it. Revoke it if it gets out.',
  },
  where: { zh: '用在哪里', en: 'Where it is used' },
  whereHint: { zh: '如“手机”“办公电脑”，撤销时好辨认', en: 'such as “phone”, so that you know which to revoke' },
  make: { zh: '新建地址', en: 'Make an address' },
  copy: { zh: '复制地址', en: 'Copy the address' },
  open: { zh: '在本机日历中打开', en: 'Open in this device’s calendar' },
  none: { zh: '还没有订阅地址', en: 'No addresses yet' },
  made: { zh: '{when}建立', en: 'made {when}' },
  revoke: { zh: '撤销', en: 'Revoke' },
  revokeNamed: { zh: '撤销“{title}”', en: 'Revoke “{title}”' },
  revoked: { zh: '撤销后，用这个地址的日历不再更新。', en: 'Calendars with this address are no longer updated.' },
} satisfies Record<string, Text>;
