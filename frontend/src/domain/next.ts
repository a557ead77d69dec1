interface Named {
  action: string
}

interface Owed {
  duty: string
}

/**
 * What comes next stands in front: an action that bears the name of something owed here (`callback`
 * and `record_callback`). The rest keeps the order in which the service sent it.
 */
export function partByDuty<A extends Named>(
  actions: readonly A[],
  duties: readonly Owed[],
): { owed: A[]; other: A[] } {
  const bearsOne = (action: A) => duties.some(({ duty }) => share(action.action, duty))
  return {
    owed: actions.filter(bearsOne),
    other: actions.filter((action) => !bearsOne(action)),
  }
}

/** One name inside the other, word by word. */
function share(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return `_${long}_`.includes(`_${short}_`)
}
