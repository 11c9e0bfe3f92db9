// What a platform has said a moment ago, so that it need not be asked at every line.

/** Milliseconds for which a profile is believed: somebody who leaves is a stranger soon after. */
const believed = 5 * 60_000;
const mostRemembered = 2_000;

/** What was asked a moment ago is not asked again; what failed is. */
export function remembering<T>(now: () => number): (key: string, ask: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<T> }>();
  return (key, ask) => {
    const before = known.get(key);
    if (before && now() < before.until) return before.answer;
    const answer = ask();
    known.delete(key);
    known.set(key, { until: now() + believed, answer });
    const [oldest] = known.keys();
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    const forget = () => {
      if (known.get(key)?.answer === answer) known.delete(key);
    };
    answer.then((found) => (found === undefined || found === '' ? forget() : undefined), forget);
    return answer;
  };
}
