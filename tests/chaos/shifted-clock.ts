// Loaded before the product in its own process: its wall clock stands apart from the machine's by what the driver says.
const real = Date;
let offset = Number(process.env.CHAOS_CLOCK ?? 0);

globalThis.Date = new Proxy(real, {
  construct: (target, given, made) =>
    Reflect.construct(target, given.length === 0 ? [real.now() + offset] : given, made),
  get: (target, name, receiver) =>
    name === 'now' ? () => real.now() + offset : Reflect.get(target, name, receiver),
});

process.on('message', (message) => {
  if (typeof message === 'number') offset = message;
});
// Listening must not keep the process alive.
process.channel?.unref();
