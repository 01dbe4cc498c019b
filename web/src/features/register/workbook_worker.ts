import type { Text } from '../../api/client';
import { readSheets, type Sheet, UnreadableFile } from './workbook';
import { registerWords as w } from './words';

export type WorkbookAnswer = { sheets: Sheet[] } | { wrong: Text };

self.onmessage = async (event: MessageEvent<{ name: string; bytes: ArrayBuffer }>) => {
  let answer: WorkbookAnswer;
  try {
    answer = { sheets: await readSheets(event.data.name, new Uint8Array(event.data.bytes)) };
  } catch (error) {
    // Anything else, such as too little memory, is a file that cannot be read here either.
    answer = { wrong: error instanceof UnreadableFile ? error.text : w.fileBroken };
  }
  (self as unknown as { postMessage(answer: WorkbookAnswer): void }).postMessage(answer);
};
