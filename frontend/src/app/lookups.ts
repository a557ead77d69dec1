import type { Lookups } from '@/forms/lookups'

export const lookups: Lookups = {}
