// What has changed on a screen since somebody looked at it last, for transcripts.

/** What is gone, and what has come. */
export function changes(before: readonly string[], now: readonly string[]): string[] {
  const beyond = (lines: readonly string[], others: readonly string[]): string[] => {
    const left = [...others];
    return lines.filter((line) => {
      const index = left.indexOf(line);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  };
  return [
    ...beyond(before, now).map((line) => `− ${line}`),
    ...beyond(now, before).map((line) => `+ ${line}`),
  ];
}
