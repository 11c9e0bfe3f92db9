// Loaded before the program (`--import`): its clock starts at CLOCK_STARTS and runs on from there, so that office hours are whenever CI runs.
const ahead = Date.parse(process.env.CLOCK_STARTS ?? '') - Date.now();
const { now } = Date;

Date.now = () => now() + ahead;
// The prototype stays the real one: libraries for time zones read their methods off it.
globalThis.Date = new Proxy(Date, {
  construct: (real, given, made) =>
    Reflect.construct(real, given.length === 0 ? [real.now()] : given, made) as Date,
});
