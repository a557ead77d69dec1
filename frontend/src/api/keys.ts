/** Names a request so that sending it twice does it once. Ordered by time, as the store likes its ids. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let time = Date.now()
  for (let at = 5; at >= 0; at--) {
    bytes[at] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

/** Keeps one key for one content: the same content again is a retry, changed content is a new request. */
export class RequestKey {
  private content = ''
  private key = newId()

  for(body: unknown): string {
    const content = JSON.stringify(body)
    if (this.content && this.content !== content) this.key = newId()
    this.content = content
    return this.key
  }

  spent(): void {
    this.content = ''
    this.key = newId()
  }
}
