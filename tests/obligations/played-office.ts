// Plays a scenario, and checks after every tick that what had to be said was said, and nothing else.
import { instantOf } from '../../src/calendar/time.ts';
import type { Instant } from '../../src/ports.ts';
import { type Fate, FaultyWorld, type Instance } from '../support/faulty-world.ts';
import { lineOf, type Spoken } from './lines.ts';
import {
  checkArrivals,
  checkClaims,
  checkEnd,
  checkNothingOwed,
  checkPatience,
  checkTimes,
} from './rules.ts';
import type { Action, LineOrder, Pass } from './scenario.ts';
import { danishTime } from './told.ts';

const day = 86_400_000;

export class PlayedOffice {
  readonly world: FaultyWorld;
  readonly #instances: Instance[] = [];
  #checked = 0;

  private constructor(world: FaultyWorld) {
    this.world = world;
  }

  static async open(start: string, beginning: readonly string[]): Promise<PlayedOffice> {
    const office = new PlayedOffice(await FaultyWorld.open(start));
    await (await office.instance(0)).tell(
      'runde åbn 2025',
      'ansøgning ukendt antal=4 status=tildelt',
      'indstilling kæde navn=kort trin="kontorchef, leder+afdelingschef" fra=01-01-2024',
      ...beginning,
    );
    return office;
  }

  /** The running one, or another in the place of the one that died. */
  async instance(index: number): Promise<Instance> {
    const running = this.#instances[index];
    if (running && !running.isDead()) return running;
    const started = await this.world.start();
    this.#instances[index] = started;
    return started;
  }

  async act(action: Action): Promise<void> {
    if ('pass' in action) await this.pass(action.pass);
    switch (action.do) {
      case 'line':
        await this.say(action.order, action.at);
        return;
      case 'restart':
        (await this.instance(action.at)).kill();
        return;
      case 'sleep':
        return;
      case 'tick':
        await this.tick(action.at, action.wrong);
        return;
      case 'both tick':
        await this.#meanwhile(action.wrong, async () => (await this.instance(1)).tick());
        return;
      case 'tick during a line':
        await this.#meanwhile(action.wrong, () => this.say(action.order, 1));
        return;
    }
  }

  /** As somebody would type it now; a question is answered with yes. Gives what was said and how it was taken. */
  async say(order: LineOrder, at: number): Promise<Spoken & { readonly code: string | null }> {
    const instance = await this.instance(at);
    const { line, as } = lineOf(order, instance, this.world);
    const { code, data } = await instance.ask(line, as);
    const confirm = (data as { readonly confirm?: string } | null)?.confirm;
    if (confirm !== undefined) await instance.ask(confirm, as);
    return { line, as, code };
  }

  /** A tick that is alone: nothing may be left to say after it. */
  async tick(at: number, wrong: readonly Fate[]): Promise<void> {
    const { world } = this;
    world.fates.push(...wrong);
    const { outcome } = await (await this.instance(at)).tick();
    world.fates.length = 0;
    if (outcome === 'backwards') throw new Error(`the clock did not jump backwards: ${world.now}`);
    if (outcome === 'done') checkNothingOwed(await world.history(), world.people, world.now);
    await this.#check();
  }

  /** The first instance ticks while the second does something. */
  async #meanwhile(wrong: readonly Fate[], other: () => Promise<unknown>): Promise<void> {
    this.world.fates.push(...wrong);
    const first = await this.instance(0);
    await Promise.all([first.tick(), other()]);
    this.world.fates.length = 0;
    await this.#check();
  }

  async #check(): Promise<void> {
    const history = await this.world.history();
    checkClaims(history, this.#checked, this.world.people);
    checkArrivals(this.world.arrivals);
    this.#checked = history.length;
  }

  /** A week in which nothing goes wrong and one bot ticks when it says it must: everything finds its end, and none too late. */
  async rest(canTell: boolean): Promise<void> {
    const { world } = this;
    const until = new Date(Date.parse(world.now) + 8 * day).toISOString();
    await this.tick(0, []);
    while (world.now < until) {
      const wake = await (await this.instance(0)).bot.nextWake();
      await this.#checkSleep(wake);
      world.at(wake);
      await this.tick(0, []);
    }
    const history = await world.history();
    checkEnd(
      history,
      world.arrivals.map(({ message }) => message.id),
      canTell,
    );
    checkTimes(history);
    checkPatience(history);
  }

  /** Nothing waits at the end of a day, or just before the bot wakes. */
  async #checkSleep(wake: Instant): Promise<void> {
    const { people, now } = this.world;
    const history = await this.world.history();
    const evening = instantOf(danishTime(now).slice(0, 10), '15:59') ?? now;
    const before = new Date(Date.parse(wake) - 1000).toISOString();
    for (const instant of [evening, before])
      if (now < instant && instant < wake) checkNothingOwed(history, people, instant);
  }

  async pass(pass: Pass): Promise<void> {
    const to = await this.#instantOf(pass);
    if (to > this.world.now) this.world.at(to);
  }

  async #instantOf(pass: Pass): Promise<Instant> {
    const { now } = this.world;
    if (pass.to === 'wake') return (await this.instance(0)).bot.nextWake();
    if (pass.to === 'later') return new Date(Date.parse(now) + pass.minutes * 60_000).toISOString();
    const date = new Date(Date.parse(danishTime(now).slice(0, 10)) + pass.days * day);
    return instantOf(date.toISOString().slice(0, 10), pass.hour) ?? now;
  }
}
