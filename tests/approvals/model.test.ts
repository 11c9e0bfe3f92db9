// Whatever people do to a letter, and in whatever order: the bot answers as the requirement's own small model does, and
// `godkendelse vis` says the same after every line. fast-check prints the seed and the path of what fails.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import { ApprovalModel, type Order, type Shown } from './model.ts';
import { type Office, openOffice, people, withLetter } from './office.ts';
import { chain, dayAfter, lineOf, orderOf, type Step, step } from './orders.ts';

const firstDay = '2025-02-03';

/** Refusals between which the requirement does not choose. */
const families: Readonly<Record<string, string>> = {
  'not-your-turn': 'not-yours',
  'not-your-step': 'not-yours',
};

/** What was asked and answered how often. */
const seen = new Map<string, number>();

async function play(chains: readonly string[][][], steps: readonly Step[]): Promise<void> {
  const named = new Map(['en', 'to'].map((name, index) => [name, chains[index] ?? []]));
  const typed = [...named].map(([name, roles]) => [name, roles.map((step) => step.join('+')).join(', ')]);
  const office = await withLetter(await openOffice(), Object.fromEntries(typed));
  office.at(`${firstDay} 09:00`);
  const model = new ApprovalModel(people, named, firstDay);
  const log = typed.map(([name, roles]) => `${name}: ${roles}`);
  for (const [index, step] of steps.entries()) {
    const order = orderOf(step, index + 1, model);
    if (order) await obeyed(office, model, order, index + 1, log);
    else {
      model.today = dayAfter(model.today, 1);
      office.at(`${model.today} 09:00`);
      log.push(`@${model.today}`);
    }
    const { data } = await office.ask('mona', 'godkendelse vis Brev-1');
    expect(asShown(data as Said), log.join('\n')).toEqual(model.shown());
    expect(wrongDues(data as Said), log.join('\n')).toEqual([]);
  }
}

/** Both do it, or both refuse and for a reason that the model knows. */
async function obeyed(
  office: Office,
  model: ApprovalModel,
  order: Order,
  n: number,
  log: string[],
): Promise<void> {
  const expected = model.refusals(order);
  const line = lineOf(order, n, 'E-4', model.today);
  const answer = await office.ask(order.by, line);
  log.push(`${order.by}: ${line} → ${answer.code ?? 'ok'}`);
  const code = answer.code === null ? null : (families[answer.code] ?? answer.code);
  const key = `${order.do} ${code ?? 'ok'}`;
  seen.set(key, (seen.get(key) ?? 0) + 1);
  expect(expected.length === 0 ? [null] : expected, log.join('\n')).toContain(code);
  if (code === 'already-decided') {
    const deciders = model.shown().steps.flatMap(({ decided }) => (decided ? [decided.by] : []));
    const names = people.filter(({ id }) => deciders.includes(id)).map(({ name }) => name);
    expect(plain(answer.view)).toMatch(
      new RegExp(`af (${names.join('|')}) \\d\\d-\\d\\d-2025 kl\\. 09\\.00`),
    );
  }
  const confirm = (answer.data as { confirm?: string } | null)?.confirm;
  if (confirm) {
    const given = await office.ask(order.by, confirm);
    expect(given.code, [...log, confirm, plain(given.view)].join('\n')).toBeNull();
  }
  if (answer.ok) model.perform(order);
}

interface Said extends Shown {
  readonly steps: readonly (Shown['steps'][number] & { readonly due: string | null })[];
}

/** A step has a deadline while it is open. */
function wrongDues({ steps }: Said): Said['steps'] {
  return steps.filter(({ due, open }) => (due === null) === open);
}

function asShown({ version, state, steps }: Said): Shown {
  return {
    version,
    state,
    steps: steps.map(({ step, role, owner, acting, decided, open }) => ({
      step,
      role,
      owner,
      acting,
      decided: decided && { by: decided.by, date: decided.date, outside: decided.outside },
      open,
    })),
  };
}

it('does with a letter what the requirement says, whoever does what in whatever order', async () => {
  const steps = fc.array(step, { maxLength: 60, size: 'max' });
  await fc.assert(fc.asyncProperty(fc.tuple(chain, chain), steps, play), { numRuns: 150 });
  // The random stories get far enough for every turn to be taken.
  const turns = ['approve ok', 'approve already-decided', 'approve old-version', 'approve own-letter'];
  turns.push(
    'record ok',
    'return ok',
    'edit ok',
    'edit letter-is-approved',
    'send ok',
    'send letter-not-approved',
  );
  turns.push('stop ok', 'correct ok', 'absence ok', 'undo ok', 'undo rests-on-it');
  expect(turns.filter((turn) => !seen.has(turn))).toEqual([]);
});

it('gives a deadline only to the step that is open, also when a role decides twice', async () => {
  const office = await withLetter(await openOffice(), {
    port: 'ministersekretariat, minister, ministersekretariat',
  });
  await office.tell('sara', 'godkendelse start Brev-1 kæde=port holdt-op-mod-brevet=ja');
  const { steps } = (await office.tell('sara', 'godkendelse vis Brev-1')).data as Said;
  expect(steps.map(({ due }) => due)).toEqual(['2025-02-04', null, null]);
});

it('re-opens after an edit exactly what the return before it says', async () => {
  const chains = { tre: 'leder, kontorchef+afdelingschef, minister' };
  const office = await withLetter(await openOffice(), chains);
  let version = 1;
  const edit = () => office.tell('sara', `redigér Brev-1 afslutning "Tak, version ${++version}."`);
  const approve = async (...all: string[]) => {
    for (const as of all) await office.tell(as, `godkend Brev-1 v=${version}`);
  };
  const giveBack = (as: string, mode: string) =>
    office.tell(as, `returnér Brev-1 "det er uklart" derefter=${mode}`);
  /** Who has approved, step by step, and after the bar whose step is open. */
  const where = async (): Promise<string> => {
    const { steps } = (await office.tell('sara', 'godkendelse vis Brev-1')).data as Said;
    const ids = (list: Said['steps']) => list.map(({ owner }) => owner).join(' ');
    return `${ids(steps.filter((each) => each.decided))} | ${ids(steps.filter((each) => each.open))}`.trim();
  };
  await office.tell('sara', 'godkendelse start Brev-1 kæde=tre holdt-op-mod-brevet=ja');
  await approve('lars', 'anna');
  await giveBack('karen', 'til-mig');
  await edit();
  expect(await where()).toBe('lars anna | karen');
  // Once more in the same round: still only Karen.
  await edit();
  expect(await where()).toBe('lars anna | karen');
  await approve('karen');
  await giveBack('mona', 'til-mig');
  await edit();
  expect(await where()).toBe('lars karen anna | mona');
  // In the middle of that round she wants all to see it again.
  await giveBack('mona', 'forfra');
  await edit();
  expect(await where()).toBe('| lars');
  await approve('lars');
  await giveBack('anna', 'til-mig');
  await edit();
  await approve('karen', 'anna');
  expect(await where()).toBe('lars karen anna | mona');
  // The round is over: an edit without a return re-opens every step.
  await edit();
  expect(await where()).toBe('| lars');
});

it('asks substitutes of substitutes, but neither in circles nor for ever', async () => {
  const office = await withLetter(await openOffice(), { ene: 'kontorchef' });
  await office.tell('sara', 'godkendelse start Brev-1 kæde=ene holdt-op-mod-brevet=ja');
  const away = (as: string, substitute: string) =>
    office.tell(as, `fravær ${as} fra=31-01-2025 til=31-01-2025 stedfortræder=${substitute}`);
  const acting = async () =>
    ((await office.tell('sara', 'godkendelse vis Brev-1')).data as Said).steps.map((step) => step.acting);
  await away('karen', 'lars');
  await away('lars', 'karen');
  // A circle: the nearest leader who is there.
  expect(await acting()).toEqual(['anna']);
  await away('anna', 'mette');
  expect(await acting()).toEqual(['dorte']);
  await office.tell('dorte', 'fravær anna fra=31-01-2025 til=31-01-2025 stedfortræder=dorte');
  for (const [as, substitute] of [
    ['lars', 'lone'],
    ['lone', 'kim'],
    ['kim', 'sara'],
    ['sara', 'mette'],
  ] as const)
    await away(as, substitute);
  // The fifth substitute is asked, a sixth is not.
  expect(await acting()).toEqual(['mette']);
  await away('mette', 'mona');
  expect(await acting()).toEqual(['dorte']);
});
