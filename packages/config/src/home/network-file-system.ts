import { statfsSync } from 'node:fs';

/** Numbers Linux gives to file systems that live on another machine: NFS, SMB1, CIFS, SMB2, AFS, 9P, Ceph. */
const NETWORK_TYPES: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997, 0x00c36400]);

/**
 * Tells whether a directory lies on a network file system, as far as the system says so. Locks and shared memory do not hold there,
 * so neither the instance lock nor the database can be trusted.
 */
export function isOnNetworkFileSystem(path: string): boolean {
  try {
    return NETWORK_TYPES.has(statfsSync(path).type >>> 0);
  } catch {
    return false;
  }
}
