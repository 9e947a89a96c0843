// How does a program reach our shops? Node, unlike browsers, does not know that *.localhost is this machine.
import { request, type OutgoingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

export type Reply = { status: number; headers: Record<string, string>; body: string }

export type Ask = { method?: string; headers?: OutgoingHttpHeaders; body?: string; signal?: AbortSignal }

export async function ask(url: string, { method = 'GET', headers = {}, body, signal }: Ask = {}): Promise<Reply> {
  const { host, port, pathname, search } = new URL(url)
  const options = { host: '127.0.0.1', port, path: pathname + search, method, headers: { host, ...headers } }
  return new Promise((resolve, reject) => {
    const asking = request({ ...options, maxHeaderSize: 1 << 20, ...(signal && { signal }) }, (response) => {
      const said = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
      const answer = { status: response.statusCode ?? 0, headers: Object.fromEntries(said) }
      text(response).then((words) => resolve({ ...answer, body: words }), reject)
    })
    asking.once('error', reject)
    asking.end(body)
  })
}
