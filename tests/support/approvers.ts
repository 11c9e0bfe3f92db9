// Those who approve a letter to the committee, as a story has them at work on a platform.

/** By the names that the console knows; the leader stands in for the head of the office. */
export function approversOf<T>(as: (person: string) => T) {
  return {
    chef: as('kontorchef'),
    lead: as('leder'),
    head: as('afdelingschef'),
    permanent: as('departementschef'),
    minister: as('ministersekretariat'),
  };
}
