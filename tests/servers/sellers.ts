// Who sells, and what was asked of them? One server on loopback; the Host header says whose shop it is.
import type { Express } from 'express'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { kinds } from './kinds.ts'
import { listen, shut } from './listen.ts'
import { newspaper } from './news/news.ts'
import { page, shop } from './news/paper.ts'
import { oddSellers } from './odd.ts'
import { gazette, lamp, plain, widget } from './old.ts'

type Shop = 'news' | 'odd' | 'gazette' | 'widget' | 'plain' | 'other' | 'kinds' | 'far' | 'lamp'

type Hit = {
  at: number
  host: string
  method: string
  /** With the query. */
  path: string
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
  /** 0 until the whole answer has left, and for ever if it never does. */
  status: number
}

export type Sellers = {
  port: number
  origins: Record<Shop, string>
  hits: () => Hit[]
  clearHits: () => void
  close: () => Promise<void>
}

export async function openShops(facilitator: `http://${string}`, wanted = 0): Promise<Sellers> {
  const hits: Hit[] = []
  const server = createServer({ maxHeaderSize: 1 << 20 })
  const port = await listen(server, wanted)
  const origin = (name: Shop): string => `http://${name}.localhost:${port}`

  const shops: Record<Shop, Express> = {
    news: newspaper(facilitator),
    odd: oddSellers(facilitator, (path) => `${origin('other')}${path}`),
    gazette: gazette(facilitator),
    widget: widget(facilitator),
    plain: plain(facilitator),
    other: passersBy(),
    kinds: kinds(facilitator),
    far: kinds(facilitator),
    lamp: lamp(facilitator),
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    hits.push(await recorded(request, response))
    const name = request.headers.host?.split('.')[0] ?? ''
    if (isShop(name, shops)) shops[name](request, response)
    else response.writeHead(404, { 'content-type': 'text/plain' }).end(`Try ${origin('news')}/\n`)
  }
  server.on('request', (request, response) => void serve(request, response))

  return {
    port,
    origins: {
      news: origin('news'),
      odd: origin('odd'),
      gazette: origin('gazette'),
      widget: origin('widget'),
      plain: origin('plain'),
      other: origin('other'),
      kinds: origin('kinds'),
      far: origin('far'),
      lamp: origin('lamp'),
    },
    hits: () => hits.map((hit) => ({ ...hit })),
    clearHits: () => void (hits.length = 0),
    close: () => shut(server),
  }
}

const isShop = (name: string, shops: Record<Shop, Express>): name is Shop => Object.hasOwn(shops, name)

// The body is read here, before the shop is called, and left where express's own parsers would put it.
async function recorded(request: IncomingMessage, response: ServerResponse): Promise<Hit> {
  const hit: Hit = {
    at: Date.now(),
    host: request.headers.host ?? '',
    method: request.method ?? '',
    path: request.url ?? '',
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    // Empty when the buyer hangs up in the middle of the letter.
    body: await text(request).catch(() => ''),
    status: 0,
  }
  Object.assign(request, { body: hit.body })
  response.once('finish', () => (hit.status = response.statusCode))
  return hit
}

/** Free pages that let anyone send anything, so that whatever leaks can arrive. */
function passersBy(): Express {
  const app = shop()
  app.use((request, response, next) => {
    response.set({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': '*',
      'access-control-allow-headers': request.header('access-control-request-headers') ?? '*',
      'access-control-expose-headers': '*',
    })
    if (request.method === 'OPTIONS') response.status(204).end()
    else next()
  })
  app.use(
    (request, response) =>
      void response.send(page('Another shop', `<p>Free: <code>${encodeURI(request.path)}</code></p>`)),
  )
  return app
}
