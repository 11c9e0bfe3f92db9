import { it } from 'vitest';
import { playedBot } from '../support/played-bot.ts';
import { plain } from '../../src/view/plain.ts';
async function play(title: string, chain: string, lines: string) {
  const p = await playedBot('2024-11-19 09:00');
  let out = `\n##### ${title}\n`;
  await p.tell('runde åbn 2025','tilbud Vejen børn dato=05-11-2024');
  p.at('2025-01-31 09:00');
  await p.tell('svar Vejen nej grund=overlap:"kommunen har et andet forløb" brev=vejen.txt', 'journalisér Vejen', `indstilling kæde navn=k trin="${chain}" fra=01-01-2025`,  'udkast orientering 2025 sag="2025 - 1234"');
  for (const l of lines.trim().split('\n').map(x => x.trim())) {
    const m = /^(?:(\w+)> )?(.*)$/.exec(l)!;
    if (m[2]!.startsWith('@')) { p.at(m[2]!.slice(1)); continue; }
    const a = await p.ask(m[2]!, m[1]);
    out += `${m[1] ?? 'sags'}> ${m[2]}\n   ${a.code} ${plain(a.view).replaceAll('\n', '\n   ')}\n`;
    if (m[2]!.includes('vis')) out += `   ${JSON.stringify(a.data)}\n`;
  }
  out += p.bot.history().slice(8).map((e, i) => `E-${i+9} ${e.type} ${e.by}`).join('; ');
  console.log(out);
}
const start = 'godkendelse start Brev-1 kæde=k holdt-op-mod-brevet=ja';
it('plays', async () => {
  await play('outside twice', 'kontorchef, afdelingschef, minister', `${start}
   godkend Brev-1 af=kontorchef bevis="F2"
   godkend Brev-1 af=kontorchef bevis="F2"
   godkend Brev-1 af=afdelingschef bevis="F2"
   godkend Brev-1 af=minister bevis="F2"
   godkend Brev-1 af=minister bevis="F2"
   minister> godkend Brev-1
   afdelingschef> godkend Brev-1 v=1
   leder> godkend Brev-1 v=1`);
  await play('cancelled vis', 'kontorchef, afdelingschef', `${start}
   kontorchef> godkend Brev-1
   annullér Brev-1 grund="x"
   godkendelse vis Brev-1
   kontorchef> godkend Brev-1
   afdelingschef> godkend Brev-1
   godkendelse start Brev-1
   leder> godkendelse stop Brev-1
   fortryd
   bekræft C-1
   godkendelse vis Brev-1`);
  await play('second undo', 'kontorchef, afdelingschef', `ret E-4 dato=30-01-2025 grund="x"
   bekræft C-1
   leder> ${start}
   kontorchef> godkend Brev-1
   fortryd
   bekræft C-2
   godkendelse vis Brev-1
   fortryd
   bekræft C-3
   godkendelse vis Brev-1`);
  await play('late click after sent', 'kontorchef', `${start}
   kontorchef> godkend Brev-1 v=1
   sendt Brev-1 dato=31-01-2025 doknr=900001
   kontorchef> godkend Brev-1 v=1
   afdelingschef> godkend Brev-1 v=1
   afdelingschef> godkend Brev-1
   fortryd
   bekræft C-1
   godkendelse vis Brev-1
   kontorchef> fortryd
   kontorchef> bekræft C-2
   godkendelse vis Brev-1`);
  await play('double click', 'kontorchef, afdelingschef, minister', `kontorchef> fravær kontorchef fra=31-01-2025 til=31-01-2025 stedfortræder=afdelingschef
   ${start}
   afdelingschef> godkend Brev-1 v=1
   afdelingschef> godkend Brev-1 v=1`);
  await play('undo absence', 'kontorchef, afdelingschef, minister', `kontorchef> fravær kontorchef fra=31-01-2025 til=31-01-2025 stedfortræder=leder
   ${start}
   leder> godkend Brev-1 v=1
   kontorchef> godkend Brev-1 v=1
   leder> godkend Brev-1 v=1
   kontorchef> fortryd
   kontorchef> bekræft C-1
   godkendelse vis Brev-1`);
  await play('correct with grounds, undo', 'kontorchef', `${start}
   kontorchef> godkend Brev-1 v=1
   ret E-4 grund=overlap:"kommunen har to forløb" grund="x"
   bekræft C-1
   godkendelse vis Brev-1
   fortryd
   bekræft C-2
   godkendelse vis Brev-1`);
  await play('correct date, undo', 'kontorchef', `${start}
   kontorchef> godkend Brev-1 v=1
   ret E-4 dato=30-01-2025 grund="x"
   bekræft C-1
   godkendelse vis Brev-1
   fortryd
   bekræft C-2
   godkendelse vis Brev-1
   kontorchef> ret E-4 dato=29-01-2025 grund="x"
   kontorchef> bekræft C-3
   ${start}
   kontorchef> godkend Brev-1`);
  await play('dato ignored etc', 'kontorchef, afdelingschef', `${start}
   kontorchef> godkend Brev-1 dato=01-02-2025
   godkend Brev-1 af=afdelingschef
   godkend Brev-1 bevis="F2"
   godkend Brev-1 af=afdelingschef bevis="F2" dato=30-01-2025
   godkend Brev-1 af=afdelingschef bevis="F2" dato=01-02-2025
   minister> godkend Brev-1 af=afdelingschef bevis="F2"
   ministersekretariat> godkend Brev-1 af=afdelingschef bevis="F2, akt 7"
   godkendelse vis
   historik Brev-1`);
});
