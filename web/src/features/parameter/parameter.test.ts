import { describe, expect, test } from 'vitest';
import {
  comesNext,
  inForce,
  type Parameter,
  readTried,
  readTyped,
  readValue,
  typedValue,
  valueText,
  whatIfAddress,
  writeTried,
} from './parameter';

const kShare: Parameter = {
  noun: 'funding',
  register_title: { zh: '经费', en: 'Money' },
  name: 'surcharge_percent',
  title: { zh: '比例', en: 'Share' },
  unit: 'percent',
  choices: [],
  minimum: 0,
  maximum: 100,
  values: [],
  uses: [],
};
const kFloor = { ...kShare, unit: 'fen', maximum: 1_000_000_000_000 };
const kStage = {
  ...kShare,
  unit: '',
  choices: [
    { value: 1, title: { zh: '预算安排', en: 'Budgeted' } },
    { value: 3, title: { zh: '拨付', en: 'Paid' } },
  ],
};

describe('what is typed', () => {
  test('is a whole number, of money with two decimals', () => {
    expect(readTyped('12.50', 2)).toBe(1250);
    expect(readTyped('12', 2)).toBe(1200);
    expect(readTyped(' 7 ', 0)).toBe(7);
    expect(readTyped('7.0', 0)).toBe(7);
    for (const wrong of ['', '-1', '1.5', '1e3', 'x']) expect(readTyped(wrong, 0)).toBeUndefined();
    expect(readTyped('0.123', 2)).toBeUndefined();
    expect(readTyped('１２', 0)).toBe(12);
  });
  test('is what the parameter takes', () => {
    expect(readValue(kShare, '100')).toBe(100);
    expect(readValue(kShare, '101')).toBeUndefined();
    expect(readValue(kFloor, '3000000')).toBe(300_000_000);
    expect(readValue(kFloor, '３００万元')).toBe(300_000_000);
    expect(readValue(kStage, '3')).toBe(3);
    expect(readValue(kStage, '2')).toBeUndefined();
  });
  test('reads back as it is kept', () => {
    expect(typedValue(kFloor, 300_000_000)).toBe('3000000');
    expect(typedValue(kFloor, 150)).toBe('1.5');
    expect(typedValue(kShare, 30)).toBe('30');
  });
});

test('a value reads as what it means', () => {
  expect(valueText(kStage, 3, 'zh')).toBe('拨付');
  expect(valueText(kShare, 30, 'en')).toBe('30%');
  expect(valueText(kFloor, 300_000_000, 'zh')).toBe('300 万元');
});

test('what holds and what comes next', () => {
  const value = { source: '', verified: true, origin: 'set' as const, version: 1, comment: '', by: '', at: '' };
  const line = {
    ...kShare,
    values: [
      { ...value, from: null, value: 30, replaced: false, in_force: true },
      { ...value, from: '2027-01-01', value: 40, replaced: true, in_force: false },
      { ...value, from: '2027-01-01', value: 35, replaced: false, in_force: false },
    ],
  };
  expect(inForce(line)?.value).toBe(30);
  expect(comesNext(line, '2026-12-31')?.value).toBe(35);
  expect(comesNext(line, '2027-01-01')).toBeUndefined();
});

describe('what is tried', () => {
  test('stands in the address and comes back from it', () => {
    const tried = {
      parameters: [{ noun: 'funding', name: 'judged_stage', value: 3 }],
      targets: [
        { commitment: 'intake_ratio', value: 350 },
        { commitment: 'span', value: 40, high: 50 },
      ],
    };
    const address = whatIfAddress(tried.parameters, tried.targets);
    expect(readTried(new URLSearchParams(address.split('?')[1]))).toEqual(tried);
  });
  test('leaves the rest of the address and drops nonsense', () => {
    const before = new URLSearchParams('as_of=2024-01-01&p=funding.x:-1&p=x&t=:1&t=a:b');
    expect(readTried(before)).toEqual({ parameters: [], targets: [] });
    expect(writeTried(before, readTried(before)).toString()).toBe('as_of=2024-01-01');
  });
});
