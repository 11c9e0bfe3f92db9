// What people type, by three numbers: the line that fits what the register says now. Some of them are refused, as in life.
import { obligations } from '../../src/obligations/obligations.ts';
import { adoptedTable, calendarsOf } from '../../src/obligations/settings.ts';
import type { FaultyWorld, Instance } from '../support/faulty-world.ts';
import { hours, type LineOrder } from './scenario.ts';
import { danishTime } from './told.ts';

const municipalities = ['Vejen', 'Odder', 'Solrød', 'Odsherred'];
const refused = 'nej grund=overlap:"kommunen har et andet forløb"';
const kinds = ['svar', 'orientering', 'godkendelse', 'journalisering'];

export interface Spoken {
  readonly line: string;
  readonly as: string;
}

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

export function lineOf(
  { what, who, much }: LineOrder,
  { bot }: Instance,
  { people, now }: FaultyWorld,
): Spoken {
  const register = bot.register();
  const today = danishTime(now).slice(0, 10);
  const day = (days: number) =>
    new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('-');
  const calendar = calendarsOf(adoptedTable(register), register).deadlines;
  const open = obligations({ register, history: bot.history(), people, calendar });
  const everybody = people.map(({ id }) => id);
  const [anybody, other] = [pick(everybody, who), pick(everybody, much)];
  const secretary = pick(everybody.slice(0, 3), much);
  const place = pick(municipalities, who);
  const letter = [...register.letters.keys()].at(-1) ?? 'Brev-1';
  const duty = open.length > 0 ? pick(open, who) : undefined;
  const [name, owner] = [duty?.name ?? 'intet', duty?.owner ?? anybody];
  const step = open.filter((each) => each.kind === 'approval').at(who % 2);
  const answerDue = pick(
    ['', ` svarfrist=${day((much % 18) - 2)}`, ` svarfrist=${day(much % 5)}`],
    what + much,
  );
  const from = day(much % 3);
  const lines: readonly (readonly [line: string, as?: string])[] = [
    [`tilbud ${place} børn${answerDue}`],
    [`tilbud ${place} børn svarfrist=${day(much % 16)}`],
    [`svar ${place} ${refused} brev=${place}.txt`],
    [`svar ${place} ${pick(['ja', refused], much)}`],
    [`brev ${place} ${place}-${much % 3}.txt`],
    [`journalisér ${place}`],
    [`behandling ${place} ${pick(['byråd', 'fagudvalg'], much)} dato=${day((much % 9) - 3)}`],
    [`behandling ${place} byråd dato=${day(-(much % 3))} udfald="det ved man nu"`],
    ['udkast orientering 2025 sag="2025 - 1234"', secretary],
    [`godkendelse start ${letter} holdt-op-mod-brevet=ja${pick([' kæde=kort', ''], much)}`, secretary],
    [`godkend ${letter}`, step?.owner ?? other],
    [`godkend ${letter}`, step?.owner ?? anybody],
    [
      `returnér ${letter} "det er uklart" derefter=${pick(['forfra', 'til-mig'], much)}`,
      step?.owner ?? other,
    ],
    [`godkendelse stop ${letter}`, secretary],
    [`sendt ${letter} dato=${day(0)} doknr=900001`],
    [`annullér ${letter} grund="kommunen har ombestemt sig"`],
    [`fravær ${anybody} fra=${from} til=${day((much % 3) + (what % 7))} stedfortræder=${other}`, anybody],
    [`fravær ${owner} fra=${from} til=${day((much % 3) + (what % 4))} stedfortræder=${other}`, owner],
    [`mind-mig ${name} ${1 + (much % 4)}`, owner],
    [`mind-mig ${name} ${1 + (much % 2)}`, pick([owner, other], much)],
    [`overdrag ${name} ${other}`, owner],
    [`frist sæt ${name} ${day(much % 12)} grund="aftalt"`, owner],
    [`frist luk ${name} grund="klaret på et møde"`, owner],
    [`indstilling beskedtid person=${anybody} kl=${pick(hours.slice(3, 12), much)} fra=${day(much % 2)}`],
    [
      `indstilling påmindelser slags=${pick(kinds, who)} før="${pick(['10,3', '1', '5,2', ''], much)}" efter=${1 + (much % 4)} leder=${1 + (who % 4)} fra=${day(0)}`,
    ],
    [
      `indstilling lukkedage beskeder="${day(1 + (much % 4))
        .slice(0, 5)
        .replace('-', '/')}" fra=${day(0)}`,
    ],
    ['fortryd', secretary],
  ];
  const [line, as = 'sagsbehandler'] = pick(lines, what);
  return { line, as };
}
