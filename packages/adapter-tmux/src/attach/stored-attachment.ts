import type { ExitFacts } from '@ao/domain';
import type { AttachRequest, RuntimeAttachment } from '@ao/ports';
import type { StoredScreen } from '../files/launch-records.ts';
import { createTerminalViewer } from './terminal-viewer.ts';

/** A viewer who comes after the end: the last picture, where one was stored, then the end. The frames come after this has returned. */
export function attachToStored(screen: StoredScreen | null, exit: ExitFacts, request: AttachRequest): RuntimeAttachment {
  const viewer = createTerminalViewer({ request, onNeedsPicture() {}, onClosed() {} });
  setImmediate(() => {
    const size = { columns: screen?.columns ?? 80, rows: screen?.rows ?? 24 };
    viewer.picture(Buffer.from(screen?.picture ?? '', 'latin1'), size, Buffer.alloc(0));
    viewer.exit(exit);
  });
  return { pause: viewer.pause, resume: viewer.resume, close: viewer.close };
}
