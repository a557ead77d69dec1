interface Kept<T> {
  (): Promise<T>
  forget: () => void
}

const everything = new Set<() => void>()

/** Asks once for what seldom changes, and shares the answer for a while. A failure is not kept. */
export function kept<T>(read: () => Promise<T>, milliseconds: number): Kept<T> {
  let answer: Promise<T> | null = null
  let until = 0

  function ask(): Promise<T> {
    if (answer && Date.now() < until) return answer
    const asked = read()
    answer = asked
    until = Date.now() + milliseconds
    asked.catch(() => {
      if (answer === asked) answer = null
    })
    return asked
  }

  ask.forget = () => {
    answer = null
  }
  everything.add(ask.forget)
  return ask
}

/** Another person, another centre: nothing of the one before is shown. */
export function forgetAll(): void {
  everything.forEach((forget) => forget())
}
