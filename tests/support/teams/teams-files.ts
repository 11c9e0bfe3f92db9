// Files between a person and the bot: sent along with a message, and taken after a consent, at the fake file host.
import type { Message } from './fake-connector-world.ts';
import type { Line } from './teams-line.ts';
import { type Json, jsonOf } from './teams-screen.ts';

export interface Handed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const oneDrive = 'https://ministeriet-my.sharepoint.com/personal';

/** learn.microsoft.com, "Send and receive files": addresses that live for minutes. */
export function createExchange({ parts: { files: host }, fresh }: Line) {
  return {
    /** In a personal chat. */
    sent({ name, bytes }: Handed): Json {
      const content = { downloadUrl: host.addFile(bytes), uniqueId: fresh(), fileType: endingOf(name) };
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      return { contentType, contentUrl: `${oneDrive}/${name}`, name, content };
    },
    /** Elsewhere: a link that needs the person's own access. */
    linked: ({ name }: Handed): Json => ({
      contentType: 'reference',
      contentUrl: `${oneDrive}/${name}`,
      name,
    }),
    consent(
      question: Message,
      action: 'accept' | 'decline',
    ): { readonly value: Json; readonly uploadUrl: string } {
      const [attachment] = question.activity.attachments as readonly Json[];
      const { acceptContext, declineContext } = jsonOf(attachment?.content);
      const uploadUrl = host.uploadUrl();
      const name = String(attachment?.name);
      const place = {
        uploadUrl,
        contentUrl: `${oneDrive}/${name}`,
        name,
        uniqueId: fresh(),
        fileType: endingOf(name),
      };
      const answer =
        action === 'accept' ? { context: acceptContext, uploadInfo: place } : { context: declineContext };
      return { value: { type: 'fileUpload', action, ...answer }, uploadUrl };
    },
  };
}

function endingOf(name: string): string {
  return name.split('.').at(-1) ?? '';
}
