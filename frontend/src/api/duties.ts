import type { Duty, Page } from './cases'
import { get, type Query } from './http'

export const listDuties = (query: Query): Promise<Page<Duty>> => get('/duties', query)

export const listCallbacks = (query: Query): Promise<Page<Duty>> => get('/callbacks', query)
