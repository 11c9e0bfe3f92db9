// Lanes: what belongs to one channel, or replaces one message, goes one after the other; lanes never hold each other.

export interface Lanes {
  /** Runs the task after those before it in its lane; undefined when too much waits already. */
  run<T>(key: string, task: () => Promise<T>): Promise<T> | undefined;
  /** How many wait behind the one that runs. */
  behind(key: string): number;
}

/** The two bounds keep an hour without Slack from filling the memory. */
export function createLanes(bounds: { readonly each: number; readonly all: number }): Lanes {
  const lanes = new Map<string, { size: number; last: Promise<unknown> }>();
  let all = 0;

  return {
    run(key, task) {
      const lane = lanes.get(key) ?? { size: 0, last: Promise.resolve() };
      if (lane.size >= bounds.each || all >= bounds.all) return undefined;
      lanes.set(key, lane);
      lane.size++;
      all++;
      const result = lane.last.then(task).finally(() => {
        all--;
        lane.size--;
        if (lane.size === 0) lanes.delete(key);
      });
      lane.last = result.catch(() => undefined);
      return result;
    },
    behind: (key) => Math.max(0, (lanes.get(key)?.size ?? 0) - 1),
  };
}
