import { shallowRef } from 'vue'
import { readLabels, type Vocabularies } from '@/api/house'
import { say, type Words } from '@/i18n'

const known = shallowRef<Vocabularies>({})

interface Labels {
  /** What a word of a vocabulary is called; the word itself until that is known. */
  labelOf: (vocabulary: string, word: string | null | undefined) => string
  /** Every word of a vocabulary with its label, in the service's order. */
  wordsOf: (vocabulary: string) => [string, Words][]
}

/** The labels of the service's vocabularies, asked for when the first one is shown. */
export function useLabels(): Labels {
  readLabels().then(
    ({ vocabularies }) => (known.value = vocabularies),
    () => undefined, // The word itself is shown then.
  )
  return {
    labelOf: (vocabulary, word) => (word ? say(known.value[vocabulary]?.[word]) || word : ''),
    wordsOf: (vocabulary) => Object.entries(known.value[vocabulary] ?? {}),
  }
}
