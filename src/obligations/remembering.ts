// An answer worked out once for each question, while something large is looked through.

export function remembering<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (known.has(key)) return known.get(key) as V;
    const found = find(key);
    known.set(key, found);
    return found;
  };
}
