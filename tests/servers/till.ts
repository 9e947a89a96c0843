// How does a seller of today take money? With the official middleware, asking our facilitator.
import { HTTPFacilitatorClient, type PaywallProvider, type RouteConfig } from '@x402/core/server'
import { paymentMiddleware, x402ResourceServer } from '@x402/express'
import { ExactEvmScheme } from '@x402/evm/exact/server'
import type { RequestHandler } from 'express'
import { seller } from './accounts.ts'

export type Ware = Omit<RouteConfig, 'accepts'>
export type Price = Extract<RouteConfig['accepts'], { price: unknown }>['price']

/** Guards the routes named by `wares` ("GET /path") until they are paid. */
export function till(
  facilitatorUrl: string,
  wares: Record<string, RouteConfig>,
  wall?: PaywallProvider,
): RequestHandler {
  const server = new x402ResourceServer(new HTTPFacilitatorClient({ url: facilitatorUrl }))
  server.register('eip155:84532', new ExactEvmScheme())
  return paymentMiddleware(wares, server, undefined, wall)
}

export function priced(price: Price, ware: Ware = {}): RouteConfig {
  return { ...ware, accepts: offer(price) }
}

export function offer(price: Price): Extract<RouteConfig['accepts'], { price: unknown }> {
  return { scheme: 'exact', network: 'eip155:84532', payTo: seller.address, price }
}
