import { client, told } from './http'
import type { components } from './schema'

/* The ways out of the house, their logs, and who gets what by which. */

type Schemas = components['schemas']

export type Channel = Schemas['ChannelOut']
export type ChannelOnce = Schemas['ChannelShownOnce']
export type Delivery = Schemas['DeliveryOut']
export type NoticeSettings = Schemas['NotificationSettings']
export type RoleChoices = Schemas['RoleChoices']

export const pageOfChannels = (cursor: string | null): Promise<Schemas['Page_ChannelOut_']> =>
  told(client.GET('/api/v1/channels', { params: { query: { cursor } } }))

export const pageOfDeliveries = (
  id: string,
  cursor: string | null,
): Promise<Schemas['Page_DeliveryOut_']> =>
  told(
    client.GET('/api/v1/channels/{channel_id}/deliveries', {
      params: { path: { channel_id: id }, query: { cursor } },
    }),
  )

export const readChannel = (id: string): Promise<Channel> =>
  told(client.GET('/api/v1/channels/{channel_id}', { params: { path: { channel_id: id } } }))

export const listEventTypes = (): Promise<string[]> =>
  told(client.GET('/api/v1/channels/event-types'))

export const readNoticeSettings = (): Promise<NoticeSettings> =>
  told(client.GET('/api/v1/notification-settings'))
