import { useQuery } from '@tanstack/react-query';
import { type ApiProblem, send, type Text } from '../../api/client';
import type { ListSearch } from './records';
import { listPath } from './records';

// Lists as files, made by the server in the background.

export type ExportFormat = 'xlsx' | 'csv';

export interface ExportReport {
  id: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  format: ExportFormat;
  in_full: boolean;
  file_name: string;
  rows: number;
  total: number | null;
  bytes: number | null;
  failure: Text | null;
}

export function exportsPath(noun: string): string {
  return `${listPath(noun)}/exports`;
}

export function startExport(
  noun: string,
  body: { format: ExportFormat; in_full_why?: string; list: ListSearch },
  key: string,
): Promise<ExportReport> {
  return send<ExportReport>('post', exportsPath(noun), { body, key });
}

export function isBeingMade(report: ExportReport | undefined): boolean {
  return report?.state === 'waiting' || report?.state === 'running';
}

/** How far it is; asked again until it is done. */
export function useExport(noun: string, id: string) {
  return useQuery<ExportReport, ApiProblem>({
    queryKey: ['exports', noun, id],
    queryFn: ({ signal }) => send<ExportReport>('get', `${exportsPath(noun)}/${id}`, { signal }),
    enabled: id !== '',
    refetchInterval: (query) => (isBeingMade(query.state.data) ? 400 : false),
  });
}

export function exportFile(noun: string, report: ExportReport): string {
  return `${exportsPath(noun)}/${report.id}/file.${report.format}`;
}

/** 24150134 → 23.0 MB */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
