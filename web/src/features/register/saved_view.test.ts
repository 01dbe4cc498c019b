import { expect, it } from 'vitest';
import { addView, readViews, withoutView } from './saved_view';

const a = { name: 'a', query: 'q=1' };
const b = { name: 'b', query: 'q=2' };

it('replaces a view of the same name and puts it first', () => {
  expect(addView([a, b], { name: 'b', query: 'q=3' })).toEqual([{ name: 'b', query: 'q=3' }, a]);
});

it('keeps the newest twenty', () => {
  let views = [a];
  for (let i = 0; i < 30; i++) views = addView(views, { name: `${i}`, query: '' });
  expect(views.length).toBe(20);
  expect(views[0]?.name).toBe('29');
});

it('forgets one by its name', () => {
  expect(withoutView([a, b], 'a')).toEqual([b]);
});

it('takes what it cannot read for nothing', () => {
  expect(readViews(null)).toEqual([]);
  expect(readViews('{')).toEqual([]);
  expect(readViews('[{"name":1},null,{"name":"a","query":"q=1"}]')).toEqual([a]);
});
