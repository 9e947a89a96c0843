import type { Sighting } from '../core/sighting'
import type { Response } from '../engine/engine'
import type { Ports } from '../engine/ports'

/** What a browser tells of requests that meet a 402, or may be paid ones. */
export type Eyes = {
  /** A 402 that may be asked about. */
  met(sighting: Sighting): void
  /** An answer to anything that may have been paid for; with `sighting` where it is a 402 that may be asked about. */
  answered(response: Response, sighting?: Sighting): void
  /** The page does not wait for that request any more. */
  dropped(hold: string): void
  /** Is a payment open that waits in that place? A request that outlived its worker asks so. */
  isWaiting(hold: string): Promise<boolean>
  /** Does the person let us look at that page, and at whom it asks? A 402 anywhere else is left alone. */
  mayLook(site: string, seller: string): Promise<boolean>
}

/** How a browser keeps requests waiting and sends them again: the part of the engine's ports that each does its own way. */
export type Requests = Pick<Ports, 'wall' | 'ready' | 'isAt' | 'holds' | 'ended' | 'shown' | 'isInFront' | 'issue'>
