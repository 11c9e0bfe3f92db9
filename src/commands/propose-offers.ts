// `indstil`: whom to offer the reserved forløb, by a Danmarkskort; with the reason for each that is passed over.
import { z } from 'zod';
import { area, mapOrder, number, option, positional, year } from '../args.ts';
import { type Context, defineCommand } from '../command.ts';
import { nameOf, type Passed, propose } from '../danmarkskort/proposal.ts';
import { mapOf } from '../register/danmarkskort.ts';
import type { Proposal } from '../register/events.ts';
import { refuse } from '../register/refusal.ts';
import { noRound } from '../register/round.ts';
import { areas } from '../register/terms.ts';
import { actions, heading, list, type Node, table, text, warning } from '../view/nodes.ts';
import { shortened } from './import-map.ts';
import { intervalText, noMap, percentOf } from './show-map.ts';

export const proposeOffers = defineCommand({
  name: 'indstil',
  alias: 'propose',
  help: {
    da: 'Indstil kommuner til reserverede tilbud ud fra et Danmarkskort; du ser grundene først',
    en: 'Propose municipalities for reserved offers by a Danmarkskort; you see the reasons first',
  },
  example: 'indstil børnehandicap 2018 antal=4 mindst=10',
  confirm: true,
  args: z.object({
    area: positional(0, 'område', 'area', area),
    year: positional(1, 'år', 'year', year),
    count: option('antal', 'count', number(1, 98)),
    least: option('mindst', 'least', number(0, 1000)),
    round: option('runde', 'round', year),
    sort: option('sortér', 'sort', mapOrder),
  }),
  handle({ area, year, count = 4, least = 10, round: typed, sort: order = 'percent' }, context) {
    const { register, t } = context;
    if (!mapOf(register, year, area)) return noMap(context, areas[area], year);
    const round = typed ?? [...register.rounds.keys()].sort().at(-1) ?? Number(context.today.slice(0, 4));
    const missing = noRound(register, round);
    if (missing) return missing;
    const wanted = { area, year, round, count, least, order };
    const { picked, passed } = propose(register, wanted);
    const [first, ...rest] = picked;
    const term = t.says.term(areas[area]);
    if (!first) {
      const line = `danmarkskort vis ${areas[area]} ${year}`;
      return refuse(
        'nobody-to-propose',
        { area: term, year, passed: shortened(passed.map((each) => told(each, least, context))) },
        line,
      );
    }
    const event: Proposal<'offers-proposed'> = {
      type: 'offers-proposed',
      data: {
        year: round,
        area,
        mapYear: year,
        order,
        least,
        picked: [first, ...rest].map(({ municipality, decisions, reversed, percent }) => ({
          municipality,
          decisions,
          reversed,
          percent,
        })),
        passed: passed.map(({ entry, why, year: of }) => ({
          municipality: entry.municipality,
          why,
          year: of,
        })),
      },
    };
    const { columns, proposal } = t.maps;
    const view: Node[] = [
      heading(proposal.title(term, round, picked.length)),
      text(proposal.basis(year, t.maps.sortedBy[order])),
      table(
        [columns.municipality, columns.percent, columns.decisions, columns.interval],
        picked.map((entry) => [
          nameOf(entry),
          percentOf(entry, t),
          String(entry.decisions ?? ''),
          intervalText(entry, t) ?? '',
        ]),
      ),
      ...(picked.length < count ? [warning(proposal.notEnough(picked.length, count))] : []),
      ...(passed.length > 0
        ? [text(proposal.passedOver), list(passed.map((each) => told(each, least, context)))]
        : []),
      actions(
        ...picked.map((entry) => ({
          label: proposal.offer(nameOf(entry)),
          line: `tilbud ${nameOf(entry)} ${areas[area]} år=${round}`,
        })),
      ),
    ];
    return {
      events: [event],
      view,
      data: { picked: picked.map(nameOf), passed: passed.map(({ entry, why }) => [nameOf(entry), why]) },
    };
  },
});

function told({ entry, why, year }: Passed, least: number, { t }: Context): string {
  const { proposal } = t.maps;
  const reason = proposal.why[why]({ year: year ?? 0, decisions: entry.decisions ?? 0, least });
  return `${nameOf(entry)} (${percentOf(entry, t)}): ${reason}`;
}
