// Time that runs as it does in the program: the bot ticks whenever it can have something to say.
import type { Bot } from '../../src/bot.ts';
import { instantOf, withOffset } from '../../src/calendar/time.ts';
import type { BotParts } from './played-bot.ts';

export interface Running {
  readonly parts: Pick<BotParts, 'clock'>;
  readonly bot: Bot;
  /** Everything that was begun is done. */
  settled(): Promise<void>;
  /** Told of the time after each tick: `2025-01-31 09:00`. */
  readonly ticked?: ((time: string) => void) | undefined;
}

/** To `2025-01-31 09:00`. */
export async function runTo(
  time: string,
  { parts: { clock }, bot, settled, ticked }: Running,
): Promise<void> {
  const to = instantOf(time.slice(0, 10), time.slice(11)) ?? '';
  for (;;) {
    await bot.tick();
    await bot.settle();
    await settled();
    ticked?.(withOffset(clock.now()).slice(0, 16).replace('T', ' '));
    if (clock.now() >= to) return;
    const wake = await bot.nextWake();
    clock.set(wake > clock.now() && wake < to ? wake : to);
  }
}
