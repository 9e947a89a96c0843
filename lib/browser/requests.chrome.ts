/**
 * Chrome cannot hold a request back, so what met a 402 is asked for again: a page by loading its tab anew, a frame and an
 * element likewise, and a script's request by the page's own `fetch`, which waits for us (lib/page).
 */
import type { In, Payment } from '../core/payment'
import type { Place } from '../core/sighting'
import type { Response } from '../engine/engine'
import { watchHolds } from './holds.chrome'
import type { Eyes, Requests } from './requests'
import { retry } from './retry'
import { headerRules } from './rules'
import { watchElements, watchRequests } from './sight.chrome'
import { siteOf } from './tabs'
import { isAt, isInFront, readWall, reload, showsWall, statusShown } from './wall'

/** Must be called in the first tick of the worker. */
export function requests(eyes: Eyes): Requests {
  const rules = headerRules()
  const holds = watchHolds(eyes)
  const sent = new Map<number, Place>()

  watchRequests({
    answered: (response, sighting) => {
      for (const [id, place] of sent) if (isAnswered(place, response)) void finish(id)
      eyes.answered(response, sighting)
    },
    isExpected: (url) =>
      [...sent.values()].some((place) => (place.via === 'worker' || place.via === 'wallet') && place.url === url),
    recorded: (record) => void holds.recorded(record),
    mayLook: eyes.mayLook,
    // The stamped request has left: its rule goes at once, so that a redirect back to itself carries nothing.
    sent: ({ tab, url, method, frame }) => {
      for (const [id, place] of sent)
        if (place.tab === tab && place.url === url && place.method === method && place.frame === frame) void finish(id)
    },
  })

  async function finish(id: number): Promise<void> {
    sent.delete(id)
    await rules.remove(id)
  }

  async function waits({ via, tab, site, hold }: Place): Promise<boolean> {
    if (hold !== undefined) return holds.isWaiting(hold)
    return via === 'worker' && (await siteOf(tab)) === site
  }

  /** It has been asked for again, and the answer is not there yet. */
  const isUnderWay = ({ hold }: Place) => hold !== undefined && [...sent.values()].some((each) => each.hold === hold)

  const isWaited = ({ via }: Place) => via !== 'navigation' && via !== 'frame'

  return {
    isInFront,
    wall: async (place) => (isWaited(place) ? undefined : readWall(place)),
    ready: async ({ place }) => (isWaited(place) ? waits(place) : showsWall(place)),
    isAt: async ({ place }) => (isWaited(place) ? isUnderWay(place) || waits(place) : isAt(place)),
    shown: async ({ place }) => (isWaited(place) ? undefined : statusShown(place)),
    holds: ({ hold }) => hold !== undefined && holds.waits(hold),
    ended: ({ place }) => holds.ended(place),

    async issue(payment) {
      const { place } = payment
      sent.set(payment.id, place)
      switch (place.via) {
        case 'navigation':
          await rules.add(payment)
          return reload(place)
        case 'fetch':
          await rules.add(payment)
          return holds.go(place.hold ?? '')
        case 'worker':
          // Nobody waits: whatever asks for it next, while it is good, gets it.
          return rules.add(payment, untilEnd(payment))
        case 'wallet':
          // The page has the signature and sends it itself: its answer is listened for.
          return
        case 'frame':
          await rules.add(payment)
          return void (await retry(place))
        case 'image':
        case 'media':
        case 'script':
        case 'style':
          return showAgain(payment)
      }
    },
  }

  /**
   * Answers to elements are only listened for while one of them is being paid. Where there is no element to ask again with
   * (a background, a picture never put into the page) the next try gets it.
   */
  async function showAgain(payment: In<'issued'>): Promise<void> {
    const { place, id } = payment
    const isPieceByPiece = place.via === 'media'
    await rules.add(payment, untilEnd(payment))
    const stop = watchElements(place.tab, (response) => {
      if (response.url !== place.url || response.via !== place.via) return
      if (!isPieceByPiece) void finish(id)
      stop()
      eyes.answered(response)
    })
    setTimeout(stop, untilEnd(payment))
    await retry(place)
    holds.go(place.hold ?? '')
  }
}

function untilEnd({ authorization }: Extract<Payment, { authorization: unknown }>): number {
  return Math.max(0, authorization.validBefore * 1000 - Date.now())
}

/** Is it the answer to what was asked for under a name, or, where nobody waited, to what was asked for next? */
function isAnswered({ via, hold, tab, url, method }: Place, response: Response): boolean {
  if (response.url !== url || response.method !== method) return false
  if (via === 'wallet') return response.tab === tab && response.via === 'fetch' && response.status !== 402
  return hold === undefined ? via === 'worker' && response.tab === tab : hold === response.hold
}
