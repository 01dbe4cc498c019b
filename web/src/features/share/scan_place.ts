import { call, newKey, type Schemas } from '../../api/client';
import type { Speech } from '../../ui/language';
import { formAddress, whose } from '../collection/states';
import { collectionWords } from '../collection/words';
import { reportAddress } from './my_reports';
import { bring } from './upload';
import { shareWords as w } from './words';

/** Where a stamped copy belongs: a report on a share of the plan, or a form of a collection. */
export interface Place {
  key: string;
  what: (say: Speech['say']) => string;
  address: string;
  file: (file: File, progress: (percent: number) => void) => Promise<void>;
}

/** What a code names: the place, and what its person should know of it. */
export interface Found {
  place: Place;
  changedSince: boolean;
  replaced: boolean;
}

export function reportPlace(line: Schemas['ReportLine']): Place {
  const params = { id: line.share.id, period: line.period };
  return {
    key: `report ${line.share.id} ${line.period}`,
    what: (say) =>
      `${say(w.task, { n: line.share.task })} ${say(line.share.unit.short_name)} ${say(w.reportOf, { period: say(line.period_title) })}`,
    address: reportAddress(line),
    file: async (file, progress) => {
      const brought = await bring(file, { unit: line.share.unit.id }, progress);
      // The version is asked for after the file was brought, so that a colleague who saves meanwhile
      // is not in the way.
      const { line: present } = await call('get', '/api/shares/{id}/reports/{period}', { params });
      await call('post', '/api/shares/{id}/reports/{period}/scan', {
        params,
        body: { file: brought.id },
        version: present.version,
        key: newKey(),
      });
    },
  };
}

/** `code`: as it was read on the copy; none: a person chose the form. */
export function formPlace(line: Schemas['FormLine'], code?: string): Place {
  return {
    key: `form ${line.noun} ${line.period} ${line.unit.id} ${line.part}`,
    what: (say) => `${say(collectionWords.formTitle, { title: say(line.title), period: say(line.period_title) })} ${whose(line, say)}`,
    address: formAddress(line),
    file: async (file, progress) => {
      const brought = await bring(file, { unit: line.unit.id }, progress);
      await call('post', '/api/collections/{noun}/{period}/stamped-copy', {
        params: { noun: line.noun, period: line.period },
        body: { unit: line.unit.id, file: brought.id, ...(line.part && { part: line.part }), ...(code && { code }) },
        key: newKey(),
      });
    },
  };
}

export const isFormCode = (code: string) => code.startsWith('ZHIJIAO:FORM:');

/** Throws ApiProblem: for a code of another program, of another unit, of nothing that is known. */
export async function foundBy(code: string): Promise<Found> {
  const params = { code };
  if (isFormCode(code)) {
    const form = await call('get', '/api/form-codes/{code}', { params });
    return { place: formPlace(form.line, code), changedSince: form.changed_since, replaced: form.stamped != null };
  }
  const report = await call('get', '/api/report-codes/{code}', { params });
  return { place: reportPlace(report.line), changedSince: report.changed_since, replaced: report.scan != null };
}
