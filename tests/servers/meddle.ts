// What befalls an answer between the till and the buyer? The official middleware stays as it is: we stand outside it
// and change the finished answer, so the payment is real and only the delivery goes wrong.
import type { Request, RequestHandler, Response } from 'express'

export type Answer = { request: Request; response: Response; body: string }

type Meddle = {
  when: (response: Response) => boolean
  /** The answer leaves only if this sends it. */
  instead: (answer: Answer) => void
}

export const settled = (response: Response): boolean =>
  response.hasHeader('payment-response') && response.statusCode < 400

export const unpaid = (response: Response): boolean =>
  response.hasHeader('payment-required') && response.statusCode === 402

export function meddle({ when, instead }: Meddle): RequestHandler {
  return (request, response, next) => {
    const end = response.end.bind(response)
    response.end = ((...args: Parameters<typeof end>) => {
      response.end = end
      if (!when(response)) return response.end(...args)
      const [body] = args as unknown[]
      instead({ request, response, body: typeof body === 'string' || Buffer.isBuffer(body) ? body.toString() : '' })
      return response
    }) as typeof end
    next()
  }
}

/** Forgets what was about to be said, so that something else can be sent. */
export function unsaid(response: Response): Response {
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  return response
}
