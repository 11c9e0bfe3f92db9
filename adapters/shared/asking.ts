// Who asks, where and by what: what a message, a click and a submission have in common.
import type { UploadedFile } from './carried.ts';

export interface Asking {
  /** The platform's id of the person. */
  readonly user: string;
  /** The workspace or tenant in which that person is, by the payload. */
  readonly team: string | undefined;
  /** What the platform calls this message, click or submission. */
  readonly cause: string;
  readonly channel: string | undefined;
  readonly isDirect: boolean;
  /** Files that the line can name. */
  readonly files: readonly UploadedFile[];
}
