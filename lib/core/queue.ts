/** In which order does a person see the requests that wait? */
import type { In } from './payment'
import type { Origin } from './site'

export type Waiting = { id: number; site: Origin }

/** All of a site together, oldest first; before all others the site of the tab the person looks at. */
export function queueOf(asking: Pick<In<'asking'>, 'id' | 'place'>[], tab: number | undefined): Waiting[] {
  const inOrder = asking.toSorted((a, b) => Number(b.place.tab === tab) - Number(a.place.tab === tab) || a.id - b.id)
  const sites = new Set(inOrder.map(({ place }) => place.site))
  return [...sites].flatMap((site) =>
    inOrder.filter(({ place }) => place.site === site).map(({ id }) => ({ id, site })),
  )
}
