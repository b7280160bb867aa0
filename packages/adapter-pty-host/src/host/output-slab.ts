/** Output is copied into slabs of this size: large enough to be written in few pieces, small enough to be kept while idle. */
const SLAB_BYTES = 64 * 1024;

/** Makes a function that copies bytes to a place where they stay. A flood of small reads then costs one allocation per slab. */
export function createSlabCopier(): (bytes: Uint8Array) => Buffer {
  let slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  let used = 0;

  return (bytes) => {
    if (bytes.length > SLAB_BYTES - used) {
      slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, bytes.length));
      used = 0;
    }
    slab.set(bytes, used);
    used += bytes.length;
    return slab.subarray(used - bytes.length, used);
  };
}
