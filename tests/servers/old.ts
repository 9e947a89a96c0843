// Sellers of earlier days: x402 version 1, and paywalls that say their price only inside the page.
import { decodePaymentRequiredHeader } from '@x402/core/http'
import { createPaywall, evmPaywall } from '@x402/paywall'
import type { Express } from 'express'
import { paymentMiddleware } from 'x402-express'
import { seller } from './accounts.ts'
import { meddle, unpaid, unsaid } from './meddle.ts'
import { ferry, mill } from './news/articles.ts'
import { articlePage, front, page, shop } from './news/paper.ts'
import { priced, till } from './till.ts'

/** Version 1 with its own official middleware: JSON to programs, a wallet page (`window.x402`) to browsers. */
export function gazette(facilitatorUrl: `${string}://${string}`): Express {
  const app = shop()
  app.use(
    paymentMiddleware(
      seller.address,
      {
        'GET /article/ferry': {
          price: '$0.01',
          network: 'base-sepolia',
          config: { description: ferry.title, mimeType: 'text/html' },
        },
        'GET /api/ferries': {
          price: '$0.002',
          network: 'base-sepolia',
          config: { description: 'Ferry times', mimeType: 'application/json' },
        },
      },
      { url: facilitatorUrl },
    ),
  )
  app.get('/', (_request, response) => void response.send(front('The Ferry Gazette', [ferry])))
  app.get('/article/ferry', (_request, response) => void response.send(articlePage(ferry, 'The Ferry Gazette')))
  app.get('/api/ferries', (_request, response) => void response.json({ ferries: ['07:10', '11:40', '17:25'] }))
  return app
}

/** The paywall page of early version 2: no header, the offer in an attribute of the page. */
export function widget(facilitatorUrl: string): Express {
  const app = shop()
  app.use(
    meddle({
      when: unpaid,
      instead: ({ response }) => {
        const offered = decodePaymentRequiredHeader(String(response.getHeader('payment-required')))
        const json = JSON.stringify(offered).replaceAll("'", '&#39;')
        const body = `<div id="payment-widget" data-requirements='${json}' data-app-name="The Old Mill" data-testnet="true"></div>`
        unsaid(response)
          .status(402)
          .send(page('Payment Required', `<p>This page costs a penny.</p>${body}`))
      },
    }),
  )
  app.use(
    till(facilitatorUrl, { 'GET /article/mill': priced('$0.01', { description: mill.title, mimeType: 'text/html' }) }),
  )
  app.get('/', (_request, response) => void response.send(front('The Old Mill', [mill])))
  app.get('/article/mill', (_request, response) => void response.send(articlePage(mill, 'The Old Mill')))
  return app
}

/** Version 1 that takes nobody for a browser: everyone is answered in JSON. */
export function plain(facilitatorUrl: `${string}://${string}`): Express {
  const app = shop()
  app.use((request, _response, next) => {
    request.headers.accept = 'application/json'
    next()
  })
  app.use(
    paymentMiddleware(
      seller.address,
      { 'GET /json-v1': { price: '$0.01', network: 'base-sepolia', config: { description: 'Plain words' } } },
      { url: facilitatorUrl },
    ),
  )
  app.get('/json-v1', (_request, response) => void response.json({ words: 'plain, and paid for' }))
  return app
}

/** A page of today with a pay button of its own: the official paywall, which looks for a wallet in the browser. */
export function lamp(facilitatorUrl: string): Express {
  const app = shop()
  const wall = createPaywall().withNetwork(evmPaywall).withConfig({ appName: 'The Lamp', testnet: true }).build()
  const wares = { 'GET /article/mill': priced('$0.01', { description: mill.title, mimeType: 'text/html' }) }
  app.use(till(facilitatorUrl, wares, wall))
  app.get('/', (_request, response) => void response.send(front('The Lamp', [mill])))
  app.get('/article/mill', (_request, response) => void response.send(articlePage(mill, 'The Lamp')))
  return app
}
