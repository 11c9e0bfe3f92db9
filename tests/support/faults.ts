// Faults by script: what goes wrong with the next things that a platform's fake is asked for.

export interface Times<Asked> {
  /** How many; 1 unless told. */
  readonly times?: number | 'all';
  /** Only what is asked for so. */
  readonly when?: (asked: Asked) => boolean;
}

export interface Scripted {
  /** How many it has struck. */
  readonly struck: () => number;
  /** Lets what hangs go on, and strikes no more. */
  readonly release: () => void;
}

export interface Struck<Fault> {
  readonly fault: Fault;
  readonly released: Promise<void>;
}

interface Entry<Fault, Asked> extends Struck<Fault> {
  readonly target: string;
  readonly when: (asked: Asked) => boolean;
  left: number;
  struck: number;
}

/** A target is the name of what is asked for; `*` is any. */
export function createFaults<Fault, Asked>() {
  const entries: Entry<Fault, Asked>[] = [];
  const releases: (() => void)[] = [];
  return {
    next(target: string, fault: Fault, { times = 1, when = () => true }: Times<Asked> = {}): Scripted {
      let open: () => void = () => undefined;
      const released = new Promise<void>((resolve) => {
        open = resolve;
      });
      const left = times === 'all' ? Number.POSITIVE_INFINITY : times;
      const entry = { target, fault, when, left, struck: 0, released };
      entries.push(entry);
      const release = (): void => {
        entry.left = 0;
        open();
      };
      releases.push(release);
      return { struck: () => entry.struck, release };
    },
    /** The first fault that fits; it is used up by that. */
    strike(target: string, asked: Asked): Struck<Fault> | undefined {
      const entry = entries.find(
        (one) => one.left > 0 && (one.target === target || one.target === '*') && one.when(asked),
      );
      if (entry === undefined) return undefined;
      entry.left -= 1;
      entry.struck += 1;
      return entry;
    },
    clear(): void {
      for (const release of releases.splice(0)) release();
      entries.length = 0;
    },
  };
}
