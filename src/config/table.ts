// docs/settings.md: every setting as it is declared, so that the table cannot say what the program does not read.
import type { z } from 'zod';
import { aboutOf, settingGroups } from './settings.ts';

/** In Markdown. */
export function settingsTable(): string {
  const groups = settingGroups.map(({ title, schema }) => {
    const rows = Object.entries(schema.shape).map(([name, declared]) => row(name, declared as z.ZodType));
    return `## ${title}\n\n| Indstilling | Kræves | Hvad | For eksempel |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `${intro}\n${groups.join('\n')}`;
}

function row(name: string, schema: z.ZodType): string {
  const { says, example, secret } = aboutOf(schema);
  const isNeeded = !schema.safeParse(undefined).success;
  const preset = schema.safeParse(undefined).data;
  const unless = preset === undefined || isEmpty(preset) ? 'nej' : `nej: ${String(preset)}`;
  return `| \`${name}\`${secret ? ' 🔒' : ''} | ${isNeeded ? 'ja' : unless} | ${says} | \`${example}\` |`;
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

const intro = `# Indstillinger

Lavet af \`src/config/settings.ts\` med \`npx vitest run -u tests/config\`; ret den, ikke denne fil.

Indstillingerne læses fra miljøet og fra \`forloebsvagten.env\` i den mappe, hvor programmet bliver startet (én \`NAVN=værdi\` på hver linje; en anden fil: \`--settings FIL\`). Miljøet vinder. \`npm run -s admin -- init\` laver filen.

🔒 er hemmelig: den står aldrig i loggen og hører ikke hjemme i en fil, der bliver delt. Den kan ligge i sin egen fil: sæt \`NAVN_FILE\` til filens sti i stedet for \`NAVN\`.

Slack er sat op, når en af Slacks indstillinger er givet; Teams ligeså. Er der flere organisationer, har de andre end \`standard\` deres navn foran: \`NORD__SLACK_BOT_TOKEN\`; deres adresser begynder med navnet: \`/nord/slack/events\`, \`/nord/api/messages\`. En forkert indstilling standser starten med navn og eksempel.
`;
