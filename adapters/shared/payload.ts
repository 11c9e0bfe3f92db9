// Reading what a platform sends: anything may be missing, and nothing of it is trusted to be what it says.
export type Payload = Readonly<Record<string, unknown>>;

export function record(value: unknown): Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : {};
}

/** A text of a payload: `field(body, 'user', 'id')`; undefined where there is none. */
export function field(value: unknown, ...path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>((inner, key) => record(inner)[key], value);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function entries(value: unknown): readonly Payload[] {
  return Array.isArray(value) ? value.map(record) : [];
}
