import { ApiProblem, type Schemas, newKey } from '../../api/client';
import { draftWords as w } from './words';

export const kFile_mb_max = 20;

/** Why a file is not even sent. */
export function refusal(file: { name: string; size: number }): ApiProblem | undefined {
  const size = Math.ceil(file.size / 1e6);
  const put = (text: string) =>
    text
      .replace('{name}', file.name)
      .replace('{size}', String(size))
      .replace('{most}', String(kFile_mb_max));
  if (file.size === 0)
    return new ApiProblem({ status: 422, title: w.emptyFile, detail: w.emptyFileDetail });
  if (file.size > kFile_mb_max * 1024 * 1024) {
    return new ApiProblem({
      status: 413,
      title: w.tooLarge,
      detail: { zh: put(w.tooLargeDetail.zh), en: put(w.tooLargeDetail.en) },
    });
  }
  return undefined;
}

/** Sends a file and tells how far it is; fetch cannot. */
export function upload(
  file: File,
  progress: (percent: number) => void,
): { done: Promise<Schemas['DraftLine']>; stop: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Schemas['DraftLine']>((resolve, reject) => {
    request.open('POST', `/api/drafts?file_name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('Accept-Language', document.documentElement.lang);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', newKey());
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(Math.floor((100 * event.loaded) / event.total));
    };
    request.onload = () => {
      let body: unknown;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = undefined;
      }
      if (request.status >= 200 && request.status < 300) resolve(body as Schemas['DraftLine']);
      else
        reject(
          ApiProblem.of(request.status, body, request.getResponseHeader('x-request-id') ?? ''),
        );
    };
    request.onerror = () => reject(ApiProblem.unreachable());
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}
