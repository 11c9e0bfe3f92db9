// What the log and the numbers are told of: each command by its cause, each commit by the same cause, each post by its claim.
// A cause in the log leads from the click to the commit, and the commit's position to the posts that followed from it.
import type { Bot } from '../bot.ts';
import type { Board, Ledger, Messenger, Posting } from '../ports.ts';
import type { Event } from '../register/events.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface Observer {
  readonly organisation: string;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds, of a clock that never jumps. */
  elapsed(): number;
}

/** What was typed is never logged: only which command it named and what became of it. */
export function observedBot(bot: Bot, { organisation, log, metrics, elapsed }: Observer): Bot {
  return {
    ...bot,
    async run(invocation) {
      const begun = elapsed();
      const { cause, actor, via } = invocation;
      const told = (command: string, outcome: string) => {
        const ms = elapsed() - begun;
        metrics.command({ organisation, via, command, outcome }, ms / 1000);
        log.info({ cause, by: actor, via, command, outcome, ms: Math.round(ms) }, 'kommando');
      };
      try {
        const answer = await bot.run(invocation);
        told(answer.command ?? 'ingen', answer.ok ? 'gjort' : (answer.code ?? 'afvist'));
        return answer;
      } catch (fault) {
        told('ingen', 'fejl');
        throw fault;
      }
    },
  };
}

/** Tells of each commit, whichever instance made it; returns how to stop. */
export function observeLedger(ledger: Ledger<Event>, { organisation, log, metrics }: Observer): () => void {
  return ledger.watch((events, version) => {
    const [first] = events;
    if (!first) return;
    metrics.commit(organisation, version);
    const types = events.map(({ type }) => type);
    log.info(
      { cause: first.cause, by: first.by, via: first.via, version, types, ...claimOf(first) },
      'registreret',
    );
  });
}

export function observedMessenger(messenger: Messenger, observer: Observer): Messenger {
  const { organisation, log, metrics } = observer;
  const told = (platform: string, kind: string, facts: object, { outcome, ...rest }: Posting): void => {
    metrics.post({ organisation, platform, kind, outcome });
    log[outcome === 'delivered' ? 'info' : 'warn']({ platform, kind, ...facts, outcome, ...rest }, 'sendt');
  };
  const board = (inner: Board): Board => ({
    ...inner,
    async post(card) {
      const posting = await inner.post(card);
      told(inner.platform, 'card', { message: card.id, channel: card.channel }, posting);
      return posting;
    },
    async attach(attachment) {
      const posting = await inner.attach(attachment);
      told(inner.platform, 'files', { under: attachment.under }, posting);
      return posting;
    },
  });
  return {
    ...messenger,
    boards: messenger.boards.map(board),
    async post(message) {
      const posting = await messenger.post(message);
      told(messenger.viaOf(message.to), message.kind, { message: message.id, to: message.to.id }, posting);
      return posting;
    },
  };
}

/** What a message is about: its keys name the position of what was recorded. */
function claimOf(event: Event): object {
  if (event.type !== 'message-claimed') return {};
  const { message, keys } = event.data;
  return { message, keys };
}
