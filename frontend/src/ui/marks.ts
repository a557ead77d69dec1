import { inject, provide, toValue, type InjectionKey, type MaybeRefOrGetter } from 'vue'

/** Which fields of a form carry a mark: the fewer ones. */
export type Marks = 'optional' | 'needed'

const MARKS: InjectionKey<() => Marks> = Symbol('marks')

export const provideMarks = (marks: MaybeRefOrGetter<Marks>): void =>
  provide(MARKS, () => toValue(marks))

export const useMarks = (): (() => Marks) => inject(MARKS, () => 'optional')
