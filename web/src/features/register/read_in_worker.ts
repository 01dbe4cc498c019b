import { ApiProblem, type Text } from '../../api/client';
import { importWords as w } from './import_words';
import type { Sheet } from './workbook';
import type { WorkbookAnswer } from './workbook_worker';

/** The sheets of a spreadsheet or CSV. Throws an ApiProblem that says why a file is none. */
export function readInWorker(file: File): Promise<Sheet[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./workbook_worker.ts', import.meta.url), { type: 'module' });
    const end = (act: () => void) => {
      worker.terminate();
      act();
    };
    const refuse = (detail: Text) =>
      end(() => reject(new ApiProblem({ status: 422, title: w.unreadable, detail })));
    worker.onmessage = (event: MessageEvent<WorkbookAnswer>) => {
      const answer = event.data;
      if ('wrong' in answer) refuse(answer.wrong);
      else end(() => resolve(answer.sheets));
    };
    worker.onerror = () => refuse(w.workerFailed);
    file
      .arrayBuffer()
      .then((bytes) => worker.postMessage({ name: file.name, bytes }, [bytes]))
      .catch(() => refuse(w.workerFailed));
  });
}
