/** A function whose arguments nobody looks at but the one who replaced it. */
export type AnyFunction = (this: unknown, ...parameters: unknown[]) => unknown;

/** Puts another function in the place of one, and gives it the original. Whoever looks at it sees the old name. */
export function replaceFunction(target: object, name: string, replacement: (original: AnyFunction) => AnyFunction): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') throw new TypeError(`There is no function ${name} to be replaced.`);
  const made = replacement(original as AnyFunction);
  Object.defineProperty(made, 'name', { value: name });
  Object.assign(made, original);
  Reflect.set(target, name, made);
}
