// A shop that sells a thing of every kind a page can ask for, to its own pages and to those of others.
import type { Express, RequestHandler, Response } from 'express'
import { page, shop } from './news/paper.ts'
import { priced, till } from './till.ts'

/** What follows /paid/ is the kind of thing. Whatever the query says, it is another thing to buy. */
const things: Record<string, (response: Response, sent: { method: string; body: string; cookie: string }) => void> = {
  json: (response, sent) => void response.json({ paid: true, ...sent }),
  text: (response) => void response.type('text').send('paid text'),
  // The official seller keeps an answer back until it is settled: what comes in pieces comes from elsewhere.
  stream: (response) => response.redirect(303, '/pieces'),
  events: (response) => void response.type('text/event-stream').end('data: paid\n\n'),
  image: (response) => void response.type('png').send(PNG),
  style: (response) => void response.type('css').send('body { --paid: yes }'),
  script: (response) => void response.type('js').send('globalThis.paidScript = true'),
  module: (response) => void response.type('js').send('globalThis.paidModule = true; export default "paid"'),
  worker: (response) => void response.type('js').send('postMessage("paid")'),
  frame: (response) => void response.type('html').send('<!doctype html><title>paid</title><p>paid frame'),
  media: (response) => void response.type('wav').send(WAV),
  download: (response) => void response.attachment('paid.txt').send('paid download'),
}

export function kinds(facilitator: string): Express {
  const app = shop()
  app.use('/paid', mayRead, onTheWay)
  app.use('/secret', (_request, response, next) => {
    response.set('cache-control', 'no-store')
    next()
  })
  app.use('/moved/:kind', (request, response) => {
    const { kind } = request.params
    const query = /\?.*/.exec(request.url)?.[0] ?? ''
    response.redirect(307, `/paid/${kind}${query}`)
  })
  const guarded = Object.keys(things).flatMap((kind) => [`/paid/${kind}`, `/secret/${kind}`])
  app.use(till(facilitator, Object.fromEntries(guarded.map((path) => [path, priced('$0.01')]))))
  app.all(['/paid/:kind', '/secret/:kind'], (request, response, next) => {
    const { kind } = request.params as { kind: string }
    const thing = things[kind]
    const cookie = request.header('cookie') ?? ''
    const body: unknown = request.body
    if (thing) thing(response, { method: request.method, body: typeof body === 'string' ? body : '', cookie })
    else next()
  })
  app.get('/pieces', (_request, response) => void inPieces(response))
  app.get('/', (_request, response) => {
    response.set('set-cookie', 'taste=lemon; SameSite=Lax')
    response.send(page('Things of every kind', '<p id="place">All of them cost a cent.</p>'))
  })
  return app
}

/** Anybody's page may read it, with its cookies; /secret/ is for nobody else. */
const mayRead: RequestHandler = (request, response, next) => {
  const { origin } = request.headers
  if (origin) response.set({ 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' })
  response.set({ 'cache-control': 'no-store', vary: 'origin' })
  if (request.method !== 'OPTIONS') return next()
  response.set('access-control-allow-methods', request.header('access-control-request-method') ?? '')
  response.set('access-control-allow-headers', request.header('access-control-request-headers') ?? '')
  response.status(204).end()
}

/** `?after=302` sends what was paid for elsewhere once it is paid. */
const onTheWay: RequestHandler = (request, response, next) => {
  const { after, to } = request.query as { after?: string; to?: string }
  const isPaid = request.header('payment-signature') !== undefined
  if (isPaid && after && to) response.redirect(Number(after), to)
  else next()
}

async function inPieces(response: Response): Promise<void> {
  response.type('text')
  for (const part of ['one ', 'two ', 'three']) {
    response.write(part)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  response.end()
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A second of silence: 8 kHz, 8 bits, one channel. */
const WAV = (() => {
  const bytes = Buffer.alloc(44 + 8000, 0x80)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + 8000, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(8000, 24)
  bytes.writeUInt32LE(8000, 28)
  bytes.writeUInt16LE(1, 32)
  bytes.writeUInt16LE(8, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(8000, 40)
  return bytes
})()
