import { constants } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { pathEffect } from './effect-name.ts';
import type { PointCounter } from './point-counter.ts';
import { type AnyFunction, replaceFunction } from './replace-export.ts';

const CHANGES = ['mkdir', 'rename', 'unlink', 'rm', 'rmdir', 'writeFile', 'appendFile', 'symlink', 'link', 'copyFile', 'cp', 'truncate'];

/** Changes of files whose second path is the one that says what happens. */
const NAMED_BY_TARGET = new Set(['rename', 'copyFile', 'cp', 'link', 'symlink']);

/** Changes that need room on the disk. */
const NEEDS_ROOM = new Set(['mkdir', 'writeFile', 'appendFile', 'copyFile', 'cp', 'open']);

const { O_RDWR, O_WRONLY } = constants;

function isForWriting(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (O_WRONLY | O_RDWR)) !== 0;
  return typeof flags === 'string' && /[wax+]/.test(flags);
}

/** Makes every change of a file below the folder a point. */
export function watchFiles(folder: string, counter: PointCounter): void {
  const promises = process.getBuiltinModule('node:fs/promises');
  const plain = process.getBuiltinModule('node:fs');
  for (const name of CHANGES) {
    replaceFunction(promises, name, (original) => watchedPromise(name, original));
    replaceFunction(plain, `${name}Sync`, (original) => watchedSync(name, original));
  }
  replaceFunction(promises, 'open', (original) => watchedPromise('open', original));
  replaceFunction(plain, 'openSync', (original) => watchedSync('open', original));
  syncBuiltinESMExports();

  function effectOf(name: string, parameters: readonly unknown[]): string | null {
    if (name === 'open' && !isForWriting(parameters[1])) return null;
    const path = pathEffect(folder, NAMED_BY_TARGET.has(name) ? parameters[1] : parameters[0]);
    return path === null ? null : `${name} ${path}`;
  }

  function refuse(name: string, kind: string | null): void {
    if (kind !== 'fail') return;
    const code = NEEDS_ROOM.has(name) ? 'ENOSPC' : 'EIO';
    throw Object.assign(new Error(`${code}: made to fail, ${name}`), { code, syscall: name });
  }

  function watchedPromise(name: string, original: AnyFunction): AnyFunction {
    return async function watched(this: unknown, ...parameters) {
      const effect = effectOf(name, parameters);
      if (effect === null) return original.apply(this, parameters);
      const occurrence = counter.next(effect);
      refuse(name, counter.pass('before', effect, occurrence));
      const result = await original.apply(this, parameters);
      counter.pass('after', effect, occurrence);
      return result;
    };
  }

  function watchedSync(name: string, original: AnyFunction): AnyFunction {
    return function watched(this: unknown, ...parameters) {
      const effect = effectOf(name, parameters);
      if (effect === null) return original.apply(this, parameters);
      const occurrence = counter.next(effect);
      refuse(name, counter.pass('before', effect, occurrence));
      const result = original.apply(this, parameters);
      counter.pass('after', effect, occurrence);
      return result;
    };
  }
}
