import { expect, test } from 'vitest';
import { faultOf } from './field_fault';
import { fill } from './text';

const said = (...of: Parameters<typeof faultOf>) => {
  const [text, values] = faultOf(...of);
  return [fill(text, 'zh', values), fill(text, 'en', values)];
};

test('what is missing is asked for as the field is filled', () => {
  const validity = { valueMissing: true };
  expect(said({ type: 'text', validity })).toEqual(['请填写这一项。', 'Fill this in.']);
  expect(said({ type: 'textarea', validity })[0]).toBe('请填写这一项。');
  expect(said({ type: 'select-one', validity })).toEqual(['请选择一项。', 'Choose one.']);
  expect(said({ type: 'radio', validity })[0]).toBe('请选择一项。');
  expect(said({ type: 'checkbox', validity })).toEqual(['请勾选这一项。', 'Tick this.']);
  expect(said({ type: 'date', validity })[0]).toBe('请填写完整的日期。');
});

test('a bound is said as the page writes days and figures', () => {
  expect(said({ type: 'date', min: '2022-07-01', validity: { rangeUnderflow: true } })).toEqual([
    '不能早于2022年7月1日。',
    'Not before 1 July 2022.',
  ]);
  expect(said({ type: 'date', max: '2022-07-01', validity: { rangeOverflow: true } })[0]).toBe('不能晚于2022年7月1日。');
  expect(said({ type: 'number', min: '1', validity: { rangeUnderflow: true } })).toEqual(['不能小于1。', 'Not below 1.']);
  expect(said({ type: 'number', max: '9', validity: { rangeOverflow: true } })[0]).toBe('不能大于9。');
});

test('what is too short or of another form is told so', () => {
  expect(said({ type: 'password', minLength: 12, validity: { tooShort: true } })).toEqual([
    '至少 12 个字符。',
    'At least 12 characters.',
  ]);
  expect(said({ type: 'text', validity: { patternMismatch: true } })[0]).toBe('填写的形式不对，请核对。');
  expect(said({ type: 'date', validity: { badInput: true } })[0]).toBe('请填写完整的日期。');
});
