// What the platforms remember, without what they remember of one person.
import { z } from 'zod';
import type { Records } from '../../../store/archive.ts';
import type { Person } from '../../ports.ts';

/** A personal chat as Teams keeps it: adapters/teams/references.ts. What is nobody's own stays. */
const chat = z.object({
  kind: z.literal('personal'),
  conversation: z.string(),
  user: z.string().optional(),
  aad: z.string().optional(),
  addresses: z.array(z.string()).optional(),
});

/** The same records where there is nothing of the person. */
export function withoutPerson(records: Records, { email, slack, teams }: Person): Records {
  const chats = Object.values(records).flatMap((value) => chat.safeParse(value).data ?? []);
  const marks = new Set([email, slack, teams].flatMap((mark) => mark?.toLowerCase() ?? []));
  const marksOf = ({ user, aad, addresses = [] }: z.output<typeof chat>) =>
    [user, aad, ...addresses].flatMap((mark) => mark?.toLowerCase() ?? []);
  const theirs = new Set<string>();
  // One chat tells of an address by which another one is known.
  for (let known = -1; known < marks.size; ) {
    known = marks.size;
    for (const each of chats) {
      if (!marksOf(each).some((mark) => marks.has(mark))) continue;
      theirs.add(each.conversation);
      for (const mark of marksOf(each)) marks.add(mark);
    }
  }
  if (theirs.size === 0) return records;
  // `greeted a:…` is kept beside `a:…`.
  const left = Object.entries(records).filter(([key]) => !key.split(' ').some((word) => theirs.has(word)));
  return Object.fromEntries(left);
}
