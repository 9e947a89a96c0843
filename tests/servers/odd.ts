// Sellers nobody should meet. Each takes a real payment (or offers a strange one) and then does what its path says.
import { decodePaymentSignatureHeader, encodePaymentRequiredHeader } from '@x402/core/http'
import { declarePaymentIdentifierExtension, extractPaymentIdentifier } from '@x402/extensions/payment-identifier'
import type { Express, RequestHandler } from 'express'
import { TOKEN } from './chain.ts'
import { meddle, settled, unpaid, unsaid, type Answer } from './meddle.ts'
import { page, shop } from './news/paper.ts'
import { offer, priced, till, type Price } from './till.ts'

export function oddSellers(facilitatorUrl: string, elsewhere: (path: string) => string): Express {
  const app = shop()
  for (const [path, instead] of Object.entries(mishaps)) app.all(path, meddle({ when: settled, instead }))
  // A browser has a page of its own for a refusal without a word: no script of ours can run there.
  app.get('/bare', meddle({ when: unpaid, instead: ({ response }) => response.set('content-length', '0').end() }))
  app.get('/hold', keepsForEver)
  app.get('/picky', wantsTheDearer)
  app.all('/once', remembers())
  app.get('/hostile', (request, response) => refuse(response, given(request.url)))
  app.get('/unknown', (_request, response) => refuse(response, encodePaymentRequiredHeader(unknownOffer)))
  app.use(
    till(facilitatorUrl, {
      'GET /rising': priced(rising()),
      'GET /upfront': { accepts: { ...offer('$0.01'), extra: { paymentFlow: 'upfront' } } },
      ...Object.fromEntries(treacherous.flatMap((path) => [`GET ${path}`, `POST ${path}`].map(cent))),
      'GET /redirect': priced('$0.01'),
      'GET /hold': priced('$0.01'),
      'GET /picky': { accepts: [{ ...offer('$0.01'), maxTimeoutSeconds: 15 }, offer('$0.02')] },
      'GET /dear': priced(({ adapter }) => `$0.0${/cents=(\d)/.exec(adapter.getUrl())?.[1] ?? '1'}`),
      'GET /moves': { accepts: { ...offer('$0.01'), payTo: payeeOf } },
      'GET /once': priced('$0.01', knowsPurchases),
      'POST /once': priced('$0.01', knowsPurchases),
      'GET /bare': priced('$0.01'),
      'GET /liar': priced('$0.01', lies),
      'GET /huge': { accepts: Array.from({ length: 40 }, (_, place) => offer(`$${((40 - place) / 100).toFixed(2)}`)) },
      'GET /rich': priced('$5000', { description: 'A very good lighthouse' }),
    }),
  )
  app.get('/redirect', (_request, response) => response.redirect(302, elsewhere('/landing')))
  app.get('/upfront', (_request, response) => void response.status(500).send(page('Sorry', '<p>Paid, and broken.</p>')))
  app.all('/slow', (request, response) => {
    setTimeout(() => response.send(paid('/slow')), Number(request.query['ms'] ?? 3000))
  })
  app.all(
    [...treacherous, '/picky', '/dear', '/moves', '/once', '/rising', '/bare', '/liar', '/huge', '/rich'],
    (request, response) => void response.send(paid(request.path)),
  )
  app.get('/', (_request, response) => void response.send(page('Odd sellers', directory())))
  return app
}

/** Takes the credential, and neither uses it nor answers. */
const keepsForEver: RequestHandler = (request, _response, next) => {
  if (request.header('payment-signature') === undefined) next()
}

/** Never takes the cheaper of its own two offers. */
const wantsTheDearer: RequestHandler = (request, response, next) => {
  const credential = request.header('payment-signature')
  if (credential === undefined) return next()
  if (decodePaymentSignatureHeader(credential).accepted.amount !== '10000') return next()
  return refuse(response, sameOffer(credential))
}

const knowsPurchases = { extensions: { 'payment-identifier': declarePaymentIdentifierExtension(true) } }

/** Loses its first answer to each purchase; to the same purchase presented again it gives the answer it had then. */
function remembers(): RequestHandler {
  const answers = new Map<string, string>()
  return (request, response, next) => {
    const credential = request.header('payment-signature')
    const id = credential === undefined ? null : extractPaymentIdentifier(decodePaymentSignatureHeader(credential))
    const known = id === null ? undefined : answers.get(id)
    if (known !== undefined) return response.send(known)
    return meddle({
      when: settled,
      instead({ body }) {
        if (id !== null) answers.set(id, body)
        unsaid(response).status(502).type('text').send('Bad Gateway')
      },
    })(request, response, next)
  }
}

/** Wants to be paid wherever the query says. */
const payeeOf = ({ adapter }: { adapter: { getUrl(): string } }) =>
  `0x${(/to=(\d+)/.exec(adapter.getUrl())?.[1] ?? '1').padStart(40, '0')}`

/** Every way in which taking the money and delivering can come apart, asked for by GET or POST. */
export const treacherous = ['/clean', '/silent', '/fails', '/again', '/slow', '/no-receipt', '/drops'] as const

const cent = (route: string) => [route, priced('$0.01')] as const

const mishaps: Record<string, (answer: Answer) => void> = {
  '/fails': ({ response }) => unsaid(response).status(500).type('text').send('Internal Server Error'),
  // The socket stays open until the server is shut.
  '/silent': () => undefined,
  '/again': ({ request, response }) => refuse(unsaid(response), sameOffer(request.header('payment-signature') ?? '')),
  '/no-receipt': ({ response, body }) => {
    response.removeHeader('payment-response')
    response.end(body)
  },
  '/drops': ({ response }) => void response.socket?.destroy(),
}

function refuse(response: Parameters<RequestHandler>[1], header: string): void {
  try {
    response.setHeader('payment-required', header)
  } catch {
    response.status(400).type('text').send('That offer cannot travel in a header')
    return
  }
  response.status(402).setHeader('cache-control', 'no-store')
  response.send(page('Payment Required', '<p>This page is not free.</p>'))
}

// Read by hand: to express a "+" in a query is a space, and base64 is full of them.
function given(url: string): string {
  const raw = /[?&]offer=([^&]*)/.exec(url)?.[1] ?? ''
  return decodeURIComponent(raw)
}

function sameOffer(credential: string): string {
  const { accepted, resource } = decodePaymentSignatureHeader(credential)
  return encodePaymentRequiredHeader({
    x402Version: 2,
    error: 'Payment required',
    resource: resource ?? { url: '' },
    accepts: [accepted],
  })
}

/** One cent more at each ask that brings no payment; every query string has a price of its own. */
function rising(): Price {
  const asks = new Map<string, number>()
  return ({ adapter, paymentHeader }) => {
    const url = adapter.getUrl()
    const cents = Math.max((asks.get(url) ?? 0) + (paymentHeader === undefined ? 1 : 0), 1)
    asks.set(url, cents)
    return `$${(cents / 100).toFixed(2)}`
  }
}

const lies = {
  description: `<img src=x onerror="document.title='owned'"><script>alert(1)</script>\u202E10.0$ ecirp\u202C ${'FREE! '.repeat(700)}`,
  resource: `https://bank.example/\u202Egnp.exe"><b>free</b>?${'a'.repeat(3000)}`,
  mimeType: 'text/html"><script>alert(1)</script>',
  serviceName: '<b>Your Bank</b>',
  iconUrl: 'http://other.localhost/pixel.gif',
}

const unknownOffer = {
  x402Version: 2,
  error: 'Payment required',
  resource: { url: 'http://odd.localhost/unknown' },
  accepts: [
    {
      scheme: 'barter',
      network: 'village:green' as const,
      amount: '3',
      asset: 'hens',
      payTo: 'the miller',
      maxTimeoutSeconds: 300,
      extra: {},
    },
    {
      scheme: 'exact',
      network: 'eip155:424242' as const,
      amount: '10000',
      asset: TOKEN,
      payTo: '0x00000000000000000000000000000000000000Aa',
      maxTimeoutSeconds: 300,
      extra: { name: 'USDC', version: '2' },
    },
  ],
}

const paid = (path: string): string => page('Paid', `<p>You paid, and this is <code>${path}</code>.</p>`)

function directory(): string {
  const paths = [
    '/unknown',
    '/hostile?offer=e30=',
    '/bare',
    '/redirect',
    '/upfront',
    '/clean',
    '/hold',
    '/picky',
    '/dear',
    '/moves',
    '/once',
    '/slow',
    '/rising',
    '/liar',
    '/huge',
    '/rich',
  ]
  const links = [...Object.keys(mishaps), ...paths].map((path) => `<li><a href="${path}">${path}</a></li>`)
  return `<ul>${links.join('')}</ul>`
}
