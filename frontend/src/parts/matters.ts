/** What a matter is called: one of the four kinds, or what another procedure handles. */
export function matterOf(
  labelOf: (vocabulary: string, word: string | null | undefined) => string,
  matter: string | null | undefined,
): string {
  const kind = labelOf('Kind', matter)
  return kind === matter ? labelOf('RelatedProcedure', matter) : kind
}
