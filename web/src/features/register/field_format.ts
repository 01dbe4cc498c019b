import type { Text } from '../../api/client';
import { isDay } from '../../ui/dates';

// Texts whose form a standard fixes, as src/base/identity.cpp and record_check.cpp judge them, so that a
// form tells what is wrong with all of them at once.

/** Full-width digits and signs as people's keyboards make them, blanks around. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .trim();
}

const kCitizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const kCapitals = new Set(['citizen_id', 'credit_code', 'student_no']);

/** Full width, blanks between groups, and a small x are how people type a code. */
export function plainCode(text: string, format: string): string {
  const plain = halfWidth(text).replace(/ /g, '');
  return kCapitals.has(format) ? plain.toUpperCase() : plain;
}

function citizenCheck(id: string): string | undefined {
  const sum = kCitizenWeights.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return '10X98765432'[sum % 11];
}

function isBorn(id: string): boolean {
  const day = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  return day >= '1900' && isDay(day);
}

function citizenFault(id: string): Text | undefined {
  if (!/^\d{17}[\dX]$/.test(id)) {
    return { zh: '身份证号应为 18 位：17 位数字，末位数字或 X', en: 'a citizen id has 18 characters: 17 digits, then a digit or X' };
  }
  if (!isBorn(id)) {
    return { zh: '身份证号里的出生日期不存在，请核对', en: 'the birth date in this citizen id does not exist: check it' };
  }
  if (id.startsWith('0') || citizenCheck(id) !== id[17]) {
    return { zh: '身份证号末位校验不对，请逐位核对', en: 'the last character of this citizen id does not fit: check every digit' };
  }
  return undefined;
}

/** An area code has four digits, but three in 010 and 02x. */
function isPhone(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text) || /^(?:010|02\d|0(?!10|2)\d{3})-?\d{7,8}(?:-\d{1,6})?$/.test(text);
}

const kForms: Record<string, { fits: (code: string) => boolean; message: Text }> = {
  'credit_code': {
    fits: (code) => /^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code),
    message: {
      zh: '统一社会信用代码应为 18 位数字和大写字母，没有 I、O、S、V、Z',
      en: 'a credit code has 18 digits and capital letters without I, O, S, V, Z',
    },
  },
  'division_code': {
    fits: (code) => /^(?!00)\d{6}$/.test(code),
    message: { zh: '行政区划代码应为 6 位数字', en: 'a division code has six digits' },
  },
  'student_no': {
    fits: (code) => /^[GJL]/.test(code) && citizenFault(code.slice(1)) === undefined,
    message: {
      zh: '学籍号应为 19 位：G（或 J、L）加 18 位号码，号码须通过校验',
      en: 'a student number has 19 characters: G (or J, L) and an 18-digit number that fits its check character',
    },
  },
  'school_code': {
    fits: (code) => /^\d{10}$/.test(code),
    message: { zh: '学校标识码应为 10 位数字', en: 'a school code has ten digits' },
  },
  phone: {
    fits: isPhone,
    message: {
      zh: '电话应为 11 位手机号，或带区号的座机号，例如 0933-8212345',
      en: 'a phone number is a mobile of 11 digits or a land line with area code, such as 0933-8212345',
    },
  },
  email: {
    fits: (address) => /^[^@\s,;<>()"]+@[^@\s,;<>()".]+(?:\.[^@\s,;<>()".]+)+$/.test(address),
    message: { zh: '电子邮箱写成 name@example.com 的样子', en: 'an e-mail address is written like name@example.com' },
  },
};

/** What is wrong with a plain code, if something is. */
export function formatFault(code: string, format: string): Text | undefined {
  if (format === 'citizen_id') return citizenFault(code);
  const form = kForms[format];
  return form && !form.fits(code) ? form.message : undefined;
}
