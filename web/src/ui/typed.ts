import { stored } from './stored';

// What a person typed and has not sent. It survives a closed tab and an ended session. Several people
// use one computer, so it is kept under the account, and who signs out leaves nothing behind: the
// words of an instruction are not for the next one.

const kPrefix = 'zhijiao.typed.';

export function typedKey(account: string, name: string): string {
  return `${kPrefix}${account}.${name}`;
}

export function forgetTyped(account: string): void {
  for (const key of stored.keys(`${kPrefix}${account}.`)) stored.remove(key);
}
