// Dated settings as they were recorded: who set what, from when, is history.
import type { Register, Setting } from './state.ts';

/** The recorded setting that holds on that day; undefined while none has begun. Of two from the same day the later recorded counts. */
export function recordedSetting(register: Register, setting: string, date: string): Setting | undefined {
  let newest: Setting | undefined;
  for (const each of register.settings)
    if (each.setting === setting && each.from <= date && (!newest || newest.from <= each.from)) newest = each;
  return newest;
}

/** Every recorded row of a setting, in the order in which they begin to hold. */
export function recordedSettings(register: Register, setting: string): Setting[] {
  return register.settings
    .filter((each) => each.setting === setting)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.recorded - b.recorded));
}
