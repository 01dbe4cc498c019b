// What libraries use and Chrome 87 lacks. The build only translates syntax.

function define(target: object, name: string, value: unknown) {
  if (!(name in target)) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

function at<T>(this: ArrayLike<T>, place: number): T | undefined {
  const index = Math.trunc(place) || 0;
  return this[index < 0 ? this.length + index : index];
}
define(Array.prototype, 'at', at);
define(String.prototype, 'at', at);
define(Object, 'hasOwn', (object: object, key: PropertyKey) =>
  Object.prototype.hasOwnProperty.call(object, key),
);
define(Array.prototype, 'findLast', function findLast<T>(this: T[], fits: (item: T, place: number, all: T[]) => boolean) {
  for (let place = this.length - 1; place >= 0; place -= 1) {
    const item = this[place] as T;
    if (fits(item, place, this)) return item;
  }
  return undefined;
});

export {};
