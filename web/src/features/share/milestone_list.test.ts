import { describe, expect, it } from 'vitest';
import { missingStations, moved } from './milestone_list';
import type { Milestone } from './report_content';

function milestone(title: string, stage: Milestone['stage'] = 'other'): Milestone {
  return { id: '', kind: 'step', stage, title, due_on: null, target: null, unit_name: null };
}

const document = [milestone('起草', 'drafting'), milestone('印发', 'issue')];
const titles = (list: Milestone[]) => list.map((one) => one.title);

describe('the stations of a document', () => {
  it('are added once, however often they are asked for', () => {
    expect(titles(missingStations([], document))).toEqual(['起草', '印发']);
    expect(titles(missingStations([milestone('拟稿', 'drafting')], document))).toEqual(['印发']);
    expect(missingStations(document, document)).toEqual([]);
  });
});

describe('a milestone', () => {
  const list = [milestone('一'), milestone('二'), milestone('三')];
  it('changes places with its neighbour', () => {
    expect(titles(moved(list, 1, -1))).toEqual(['二', '一', '三']);
    expect(titles(moved(list, 1, 1))).toEqual(['一', '三', '二']);
  });
  it('stays at an end of the list', () => {
    expect(titles(moved(list, 0, -1))).toEqual(['一', '二', '三']);
    expect(titles(moved(list, 2, 1))).toEqual(['一', '二', '三']);
  });
});
