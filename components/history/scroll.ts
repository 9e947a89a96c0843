/**
 * Scrolling through more rows than an element can be tall. Near both ends a pixel is a pixel; in between the scrollbar
 * stands for more than its own length. What the wheel and the keys do is taken as it is anywhere, and the scrollbar put
 * right when the hand rests.
 */

/** Firefox ends at 17.9 million pixels, Chrome at 33.5 million. */
const TALLEST = 10_000_000
/** From each end, so far nothing is scaled. */
const PLAIN = 500_000

/** All in pixels: the whole list as it would be, and the part that is seen. */
export type Extent = { whole: number; seen: number }

/** How tall the element is. */
export function tallness({ whole }: Extent): number {
  return Math.min(whole, TALLEST)
}

/** Where in the list the scrollbar stands. */
export function placeAt(top: number, extent: Extent): number {
  const [most, whole] = mosts(extent)
  if (most === whole || top <= PLAIN) return top
  if (top >= most - PLAIN) return whole - (most - top)
  return PLAIN + ((top - PLAIN) / (most - 2 * PLAIN)) * (whole - 2 * PLAIN)
}

/** Where the scrollbar stands for a place in the list. */
export function topAt(place: number, extent: Extent): number {
  const [most, whole] = mosts(extent)
  if (most === whole || place <= PLAIN) return place
  if (place >= whole - PLAIN) return most - (whole - place)
  return PLAIN + ((place - PLAIN) / (whole - 2 * PLAIN)) * (most - 2 * PLAIN)
}

/** The place after the scrollbar has moved: by a little, the list by as much; further, to where the scrollbar stands. */
export function moved(before: { place: number; top: number }, top: number, extent: Extent): number {
  const step = top - before.top
  if (Math.abs(step) > 2 * extent.seen) return placeAt(top, extent)
  return within(before.place + step, extent)
}

export function within(place: number, { whole, seen }: Extent): number {
  return Math.max(0, Math.min(place, whole - seen))
}

/** The furthest the scrollbar and the list go. */
function mosts(extent: Extent): [top: number, place: number] {
  return [Math.max(0, tallness(extent) - extent.seen), Math.max(0, extent.whole - extent.seen)]
}
